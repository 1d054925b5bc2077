/**
 * How fast the ranker scores, against what it cannot be faster than and against others: inner
 * products beside merely reading the same bytes, the final network beside ONNX Runtime and beside a
 * scorer that allocates, each with Java's vector module and without, with bytes per call and with
 * the errors. {@link org.llmrec.bench.ranker.Main} runs all of it.
 */
package org.llmrec.bench.ranker;
