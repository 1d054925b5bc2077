/**
 * Encoders that DJL computes: PyTorch, ONNX Runtime, or whatever engine is on the class path.
 *
 * <p>Start with {@link org.llmrec.encode.djl.DjlTextEncoder#over}: it makes a {@link
 * org.llmrec.encode.TextEncoder} of any {@code ZooModel<String, float[]>}. What DJL does not tell
 * of a model is said in {@link org.llmrec.encode.djl.DjlOptions}. Needs DJL's {@code api} alone,
 * which the tokenizers bring anyway; an engine is the caller's to add. Nothing here downloads
 * anything, but DJL does, when a model is loaded by a URL or an engine has no native library: see
 * its system property {@code ai.djl.offline}.
 */
package org.llmrec.encode.djl;
