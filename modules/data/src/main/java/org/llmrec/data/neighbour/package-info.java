/**
 * Items that the same people engage with: {@link org.llmrec.data.neighbour.CoEngagement}, built
 * from {@link org.llmrec.data.protocol.TrainingData}, so that held-out interactions are not in it.
 */
package org.llmrec.data.neighbour;
