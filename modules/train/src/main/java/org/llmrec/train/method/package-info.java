/**
 * Ways to rank that can be compared: a {@link org.llmrec.train.method.Method} with its settings is
 * fitted on {@link org.llmrec.data.protocol.TrainingData} and gives a {@link
 * org.llmrec.train.method.FittedMethod} that scores the whole catalogue. {@link
 * org.llmrec.train.method.Methods} knows them by name.
 */
package org.llmrec.train.method;
