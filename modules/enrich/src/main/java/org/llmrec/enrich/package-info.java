/** Prompts, engagement neighbours and the answers of language models. */
package org.llmrec.enrich;
