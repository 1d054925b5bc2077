/** The kinds of {@link org.llmrec.enrich.store.AnswerStore} that there are. */
package org.llmrec.enrich.store.internal;
