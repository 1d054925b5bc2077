/** What calls to a model cost, and how much of it somebody may spend. */
package org.llmrec.llm.price;
