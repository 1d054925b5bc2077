/**
 * Evaluation protocols, exactly: what a system may be fitted on, from what it is asked, what is
 * masked and what counts as found. {@link org.llmrec.data.protocol.ProtocolSplit} cuts the
 * positives by one {@link org.llmrec.data.protocol.Protocol} and one seed; what may be fitted is a
 * {@link org.llmrec.data.protocol.TrainingData}, which nobody outside this package can make from
 * held-out rows; what is asked are {@link org.llmrec.data.protocol.EvaluationCase}s. {@link
 * org.llmrec.data.protocol.JudgedQueries} reads queries, and {@link
 * org.llmrec.data.protocol.SplitFiles} keeps a split for others. The rules of each protocol are a
 * small class of their own; {@code docs/protocols.md} has them on one page.
 */
package org.llmrec.data.protocol;
