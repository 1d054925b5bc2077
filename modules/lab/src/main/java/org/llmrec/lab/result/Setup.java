package org.llmrec.lab.result;

import java.util.List;

/**
 * Under what everything was measured.
 *
 * @param protocol its name
 * @param protocolInWords what is fitted, masked and ranked, in sentences
 * @param data where it came from, for people
 * @param dataHash SHA-256 of the positives and texts
 * @param users in the split of the first seed
 * @param items in the split of the first seed: the catalogue that is ranked
 * @param positives in the split of the first seed
 * @param testCases in the split of the first seed
 * @param seeds of the splits
 * @param splitHashes one per seed
 * @param metrics by name, the primary first
 * @param primary the metric that settings were chosen by and the leaderboard is sorted by
 * @param baseline the model that the others are compared with
 * @param ties how equal scores are ranked
 * @param tuningTrials how many settings each model might try
 * @param sampledNegatives 0 for the full catalogue
 * @param command what reproduces it
 * @param version of this software
 * @param machine processors, memory, Java, for people
 */
public record Setup(
    String protocol,
    String protocolInWords,
    String data,
    String dataHash,
    int users,
    int items,
    int positives,
    int testCases,
    List<Long> seeds,
    List<String> splitHashes,
    List<String> metrics,
    String primary,
    String baseline,
    String ties,
    int tuningTrials,
    int sampledNegatives,
    String command,
    String version,
    String machine) {
  /** Copies the lists. */
  public Setup {
    seeds = List.copyOf(seeds);
    splitHashes = List.copyOf(splitHashes);
    metrics = List.copyOf(metrics);
  }
}
