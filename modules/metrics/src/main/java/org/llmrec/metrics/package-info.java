/** Ranking metrics and paired statistics, without dependencies. */
package org.llmrec.metrics;
