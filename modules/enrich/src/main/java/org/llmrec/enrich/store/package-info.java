/**
 * Where answers are kept, so that nobody pays for one twice: {@link
 * org.llmrec.enrich.store.AnswerStore} with a row per answer under the hash of all that it depends
 * on, and {@link org.llmrec.enrich.store.Ledger} with what has been spent.
 */
package org.llmrec.enrich.store;
