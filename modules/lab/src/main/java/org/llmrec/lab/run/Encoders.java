package org.llmrec.lab.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.llmrec.core.Progress;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.experiment.ModelSpec;

/**
 * The texts and vectors of every encoder that an experiment uses: its own, and those that models
 * name for themselves. Thread-safe; close it when no fit runs any more.
 */
final class Encoders implements AutoCloseable {
  private final String usual;
  private final Map<String, Arms> arms = new HashMap<>();

  private Encoders(String usual) {
    this.usual = usual;
  }

  /**
   * Prepares them; nothing is read or encoded yet.
   *
   * @param folder for vectors and the models' files
   */
  static Encoders of(Experiment experiment, ExperimentData data, Path folder, Progress progress)
      throws IOException {
    Encoders encoders = new Encoders(experiment.encoder());
    TreeSet<String> names = new TreeSet<>();
    names.add(encoders.usual);
    for (ModelSpec model : experiment.models()) {
      if (model instanceof ModelSpec.Fitted fitted) {
        fitted.encoder().ifPresent(names::add);
      }
    }
    for (String name : names) {
      encoders.arms.put(name, new Arms(data, name, folder, progress));
    }
    return encoders;
  }

  /** Of the experiment's own encoder. */
  Arms usual() {
    return arms.get(usual);
  }

  /** Of the encoder that a model uses. */
  Arms of(ModelSpec.Fitted model) {
    return arms.get(model.encoder().orElse(usual));
  }

  @Override
  public void close() {
    arms.values().forEach(Arms::close);
  }
}
