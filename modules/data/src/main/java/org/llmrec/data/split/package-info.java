/**
 * Splits of the positives into train, validation and test, each under a protocol with a name, so
 * that figures can be compared: {@link org.llmrec.data.split.PerUserSplit} is protocol A.
 */
package org.llmrec.data.split;
