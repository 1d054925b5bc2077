/**
 * Encoding that costs what changed: {@link org.llmrec.pipeline.internal.encode.IncrementalEncoding}
 * takes the vectors of texts that an earlier run has seen from that run's output, and encodes each
 * other text once.
 */
package org.llmrec.pipeline.internal.encode;
