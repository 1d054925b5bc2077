package org.llmrec.rerank.tallrec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.llmrec.core.json.JsonLines;
import org.llmrec.llm.Usage;

/**
 * A line of {@code scores.jsonl}.
 *
 * @param output the right answer
 * @param before natural log-probabilities of yes and no without the adapter, {@code [2]}
 * @param after the same with it
 */
record TuneScores(String output, List<Double> before, List<Double> after) {
  static List<TuneScores> read(Path file) throws IOException {
    try (Stream<TuneScores> lines =
        JsonLines.stream(file, TuneScores.class, "scores of a question", "tune again")) {
      return lines.toList();
    }
  }

  static boolean[] liked(List<TuneScores> lines) {
    boolean[] liked = new boolean[lines.size()];
    for (int i = 0; i < liked.length; i++) {
      liked[i] = lines.get(i).output().equals(TallrecSample.YES);
    }
    return liked;
  }

  static YesNoOdds answer(List<Double> logs) {
    return new YesNoOdds(logs.get(0), logs.get(1), Usage.NONE);
  }
}
