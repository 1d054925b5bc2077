package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.split.Split;
import org.llmrec.data.split.StableSplit;
import org.llmrec.data.table.InteractionTable;

/** What interactions mean, and the split that follows: the same for training and index. */
final class Meaning {
  private Meaning() {}

  /** As options of a stage. */
  static Map<String, String> options(Feedback feedback) {
    Map<String, String> options = new TreeMap<>();
    switch (feedback) {
      case Feedback.Threshold ratings ->
          options.put("interactions.positive-from", Double.toString(ratings.atLeast()));
      case Feedback.Weights ignored -> options.put("interactions.weights", "true");
      case Feedback.Events events ->
          events
              .weights()
              .forEach(
                  (type, weight) ->
                      options.put("interactions.events." + type, Double.toString(weight)));
    }
    return options;
  }

  /** The split by which a product is trained and measured. */
  static Split split(Path interactions, Feedback feedback, long seed) throws IOException {
    return split(interactions, feedback, seed, user -> false);
  }

  /** The same with some users in train wholly. */
  static Split split(Path interactions, Feedback feedback, long seed, Predicate<String> whole)
      throws IOException {
    InteractionTable positives = InteractionTable.read(interactions).positives(feedback);
    return StableSplit.of(positives, seed, whole);
  }
}
