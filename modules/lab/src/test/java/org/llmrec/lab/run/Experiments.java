package org.llmrec.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.lab.TinyData;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.experiment.ExperimentFile;
import org.llmrec.lab.result.Cost;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Trial;

/** Experiments on invented data, and results without their times. */
public final class Experiments {
  private Experiments() {}

  /** Reads an experiment that begins with the tiny data of a folder. */
  public static Experiment on(Path folder, String rest) throws IOException {
    return on(folder, "", rest);
  }

  /** The same with more about the data. */
  static Experiment on(Path folder, String moreData, String rest) throws IOException {
    if (!Files.exists(folder.resolve("ratings.csv"))) {
      TinyData.write(folder, 7);
    }
    Path file = folder.resolve("experiment.yaml");
    Files.writeString(
        file,
        """
        name: tiny
        data: {catalogue: items.jsonl, interactions: ratings.csv, positive: 4%s}
        """
                .formatted(moreData)
            + rest);
    return ExperimentFile.read(file);
  }

  static ModelResult model(ExperimentResult result, String name) {
    return result.models().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  static double mean(ExperimentResult result, String name, String metric) {
    return model(result, name).figures().get(metric).mean();
  }

  /** All but the times. */
  static ExperimentResult timeless(ExperimentResult result) {
    return new ExperimentResult(
        result.name(),
        result.setup(),
        result.models().stream().map(Experiments::timeless).toList(),
        result.comparisons(),
        result.gains(),
        result.expectations(),
        result.examples(),
        result.notes(),
        result.spreads());
  }

  private static ModelResult timeless(ModelResult model) {
    List<Trial> trials =
        model.trials().stream()
            .map(t -> new Trial(t.settings(), t.seed(), t.metric(), t.value(), 0, t.chosen()))
            .toList();
    return new ModelResult(
        model.name(),
        model.method(),
        model.text(),
        model.settings(),
        model.figures(),
        model.byCut(),
        model.beyond(),
        model.slices(),
        trials,
        model.curves(),
        new Cost(0, 0, 0, Map.of()),
        model.warnings());
  }
}
