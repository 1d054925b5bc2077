/** Baselines that learn vectors of users and items: iALS, BPR-MF, graph filters, the two towers. */
package org.llmrec.train.factor;
