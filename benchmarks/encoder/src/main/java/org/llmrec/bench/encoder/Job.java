package org.llmrec.bench.encoder;

/**
 * What an arm's process is to do; a file that Java and Python read.
 *
 * @param arm what is measured, see {@link Arm#what()}
 * @param texts JSON array of N texts
 * @param warm so many of them, the first ones, are encoded before the clock starts
 * @param model an ONNX file, or for our own encoder a model folder
 * @param tokenizer its tokenizer, which cuts off at {@code maxTokens} pieces and does not pad
 * @param maxTokens word pieces that a text may have
 * @param processors what this machine has: as many threads or processes compute
 * @param vectors where the vectors go: N times 384 little-endian float32
 * @param result where {@link Measured} goes
 */
record Job(
    String arm,
    String texts,
    int warm,
    String model,
    String tokenizer,
    int maxTokens,
    int processors,
    String vectors,
    String result) {}
