package org.llmrec.lab.run;

import java.util.List;
import java.util.Locale;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.result.Setup;
import org.llmrec.lab.run.summary.CaseIndex;
import org.llmrec.metrics.Metric;

/** Puts together under what an experiment was measured. */
final class Setups {
  private Setups() {}

  static Setup of(Experiment experiment, ExperimentData data, CaseIndex index, RunOptions options) {
    List<ProtocolSplit> splits = index.splits();
    ProtocolSplit first = splits.get(0);
    int positives =
        first.counts().get("train")
            + first.counts().getOrDefault("validation", 0)
            + first.counts().getOrDefault("test", 0);
    return new Setup(
        experiment.protocol().label(),
        ProtocolWords.of(first.options(), experiment.candidates()),
        data.description(),
        data.hash(),
        first.users().size(),
        first.items().size(),
        positives,
        (int) first.testCases().stream().filter(index::counts).count(),
        experiment.seeds(),
        splits.stream().map(ProtocolSplit::hash).toList(),
        experiment.metrics().stream().map(Metric::label).toList(),
        experiment.primary().label(),
        experiment.baseline(),
        experiment.ties().name().toLowerCase(Locale.ROOT),
        experiment.tuning().trials(),
        options.sampledNegatives(),
        options.command(),
        version(),
        machine(options));
  }

  private static String version() {
    String version = Setups.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }

  private static String machine(RunOptions options) {
    return options.processors()
        + " processors, "
        + options.jobs()
        + (options.jobs() == 1 ? " job, " : " jobs, ")
        + String.format(Locale.ROOT, "%.1f GiB heap", Runtime.getRuntime().maxMemory() / 0x1p30)
        + ", Java "
        + Runtime.version().feature()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }
}
