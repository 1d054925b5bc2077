/** The model bundle, scoring and fold-in. */
package org.llmrec.rank;
