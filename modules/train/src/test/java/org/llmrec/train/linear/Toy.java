package org.llmrec.train.linear;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.TextVectors;

/** Data and fits of a few lines. */
final class Toy {
  private Toy() {}

  /** Users u0, u1, … with these items of i0 … i(items-1), all at one time. */
  static TrainingData of(int items, int[]... histories) {
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int user = 0; user < histories.length; user++) {
      for (int item : histories[user]) {
        rows.add(user, item, 5, 1_000);
      }
    }
    return TrainingData.everything(rows.build(ids("u", histories.length), ids("i", items)));
  }

  static Ids ids(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return Ids.of(names);
  }

  static FittedMethod fit(String name, Map<String, Object> settings, TrainingData data)
      throws Exception {
    return fit(name, settings, data, Optional.empty(), 1);
  }

  static FittedMethod fit(
      String name,
      Map<String, Object> settings,
      TrainingData data,
      Optional<TextVectors> texts,
      long seed)
      throws Exception {
    Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
    return Methods.of(name, settings)
        .fit(data, new FitContext(seed, 1, texts, scratch, Progress.silent()));
  }

  /** The scores that somebody unknown gets for a history. */
  static float[] scores(FittedMethod fitted, int items, int... history) {
    float[] scores = new float[items];
    fitted.score(new Asker.Reader(Asker.Reader.UNKNOWN, history), scores);
    return scores;
  }
}
