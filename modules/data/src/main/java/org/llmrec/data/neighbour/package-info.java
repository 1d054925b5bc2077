/**
 * Items that the same people engage with: {@link org.llmrec.data.neighbour.CoEngagement}. Whoever
 * builds it from a training part keeps held-out interactions out of it.
 */
package org.llmrec.data.neighbour;
