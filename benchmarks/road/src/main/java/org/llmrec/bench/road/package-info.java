/**
 * The whole road at any size: {@link org.llmrec.bench.road.Main} writes made-up catalogues (see
 * {@code org.llmrec.data.simulate.world}), runs every stage in a process of its own, asks the
 * result, and prints what each cost and how the cost grows. The encoder is the tests' tiny graph
 * behind the real tokenizer, since what a real one costs is known per text (docs/encoders.md);
 * everything else is what users run.
 */
package org.llmrec.bench.road;
