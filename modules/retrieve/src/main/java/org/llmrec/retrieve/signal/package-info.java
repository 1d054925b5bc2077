/**
 * What a search can be ordered by, candidate by candidate. {@link
 * org.llmrec.retrieve.signal.SearchSignals} finds candidates and tells their features, over
 * whatever scores words and vectors; {@link org.llmrec.retrieve.signal.CatalogueSignals} does so
 * over a catalogue's own index, as learning and serving need it.
 */
package org.llmrec.retrieve.signal;
