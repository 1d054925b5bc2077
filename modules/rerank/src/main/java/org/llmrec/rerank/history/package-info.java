/** What somebody met before, as models are told of it. */
package org.llmrec.rerank.history;
