/** Baselines that count, or solve one linear system: from random to EASE, on native BLAS. */
package org.llmrec.train.linear;
