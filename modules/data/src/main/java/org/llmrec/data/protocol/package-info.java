/**
 * Evaluation protocols, exactly: what a system may be fitted on, from what it is asked, what is
 * masked and what counts as found. {@link org.llmrec.data.protocol.ProtocolSplit} cuts the
 * positives by one {@link org.llmrec.data.protocol.Protocol} and one seed; what may be fitted is a
 * {@link org.llmrec.data.protocol.TrainingData}, which nobody outside this package can make from
 * held-out rows; what is asked are {@link org.llmrec.data.protocol.EvaluationCase}s.
 */
package org.llmrec.data.protocol;
