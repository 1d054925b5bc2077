package org.llmrec.rank;

import java.util.Map;

/**
 * Where a bundle comes from: everything that, given again, gives the same bytes, and what came of
 * it. It has no time stamp for that reason.
 *
 * @param encoder the encoder of the text vectors
 * @param dataHash hash of the catalogue, texts and interactions
 * @param splitHash hash of the split that it was trained and measured on
 * @param seed the seed of everything random
 * @param options every training option; values are text, numbers or booleans
 * @param metrics what was measured, by name; finite
 */
public record Provenance(
    EncoderRef encoder,
    String dataHash,
    String splitHash,
    long seed,
    Map<String, Object> options,
    Map<String, Double> metrics) {

  /**
   * Copies the maps, sorted by key.
   *
   * @throws IllegalArgumentException if a value is of another kind or not finite
   */
  public Provenance {
    options = ManifestMaps.options(options);
    metrics = ManifestMaps.metrics(metrics);
  }
}
