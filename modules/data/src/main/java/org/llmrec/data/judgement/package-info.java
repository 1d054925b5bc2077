/**
 * What people say of items that a search found, by word or by deed. {@link
 * org.llmrec.data.judgement.JudgementReader} reads graded judgements, {@link
 * org.llmrec.data.judgement.ClickReader} logs of clicks; a bad record is refused with its file,
 * line and field, and counted. {@link org.llmrec.data.judgement.ClickTable} sums a log up. {@link
 * org.llmrec.data.protocol.JudgedQueries} makes queries of judgements.
 */
package org.llmrec.data.judgement;
