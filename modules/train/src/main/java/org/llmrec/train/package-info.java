/** Trains the two-tower ranker on DJL. */
package org.llmrec.train;
