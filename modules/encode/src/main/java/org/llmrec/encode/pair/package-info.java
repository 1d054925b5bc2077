/**
 * Two texts to a score: cross-encoders on ONNX Runtime.
 *
 * <p>Start with {@link org.llmrec.encode.pair.OnnxPairScorer#open}: it takes a model folder
 *
 * <pre>
 * scorer.json      {@link org.llmrec.encode.pair.ScorerManifest}: settings, and size and SHA-256 of the other two
 * model.onnx       word pieces of two texts to a number, or to one per class
 * tokenizer.json   two texts to word pieces
 * </pre>
 *
 * and gives a {@link org.llmrec.encode.pair.PairScorer}, which a whole application shares. What it
 * is for, putting the best few of a search into a better order, is in {@code org.llmrec.rerank}.
 *
 * <p>The scores are those of the reference implementations (transformers, and {@code CrossEncoder}
 * of sentence-transformers) for the same model. Native libraries and what they leave on disk are as
 * in {@link org.llmrec.encode}.
 */
package org.llmrec.encode.pair;
