/**
 * Our encoder beside those that people use today, on the same texts in one run, and beside what the
 * machine's matrix multiplication allows. {@link org.llmrec.bench.encoder.Main} runs it.
 *
 * <p>Every arm runs in a process of its own ({@link org.llmrec.bench.encoder.Worker}, or {@code
 * src/main/python/peers.py}), all arms once in each round, each round beginning with another arm. A
 * process loads its model, warms up, and measures one pass over all texts: the clock, and the
 * processor time of itself and its children.
 */
package org.llmrec.bench.encoder;
