/**
 * Readers who do not exist: {@link org.llmrec.data.simulate.ReaderSimulator} invents interactions
 * for a real catalogue, from a seed, so that a sample can be shipped without anybody's data.
 *
 * <p>Whoever is made here is called {@code sim-…}. Figures measured on them say that the software
 * works, never how good it is.
 */
package org.llmrec.data.simulate;
