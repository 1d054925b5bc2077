package org.llmrec.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.SplitFiles;
import org.llmrec.lab.experiment.Experiment;

/** The splits of an experiment, one a seed. */
final class Splits {
  private Splits() {}

  /**
   * Cuts the positives, or reads the splits that the experiment names.
   *
   * @return in the order of the seeds
   * @throws ConfigException if the data cannot be cut so, or what is read is no split of this
   *     protocol and these items
   */
  static List<ProtocolSplit> of(Experiment experiment, ExperimentData data) throws IOException {
    List<ProtocolSplit> splits = new ArrayList<>();
    for (long seed : experiment.seeds()) {
      ProtocolSplit split =
          experiment.splitFiles().isPresent()
              ? read(experiment, data, seed)
              : cut(experiment.protocol(), data, seed);
      splits.add(data.clicked().isEmpty() ? split : split.learningFrom(data.clicked()));
    }
    return splits;
  }

  private static ProtocolSplit cut(Protocol protocol, ExperimentData data, long seed) {
    return protocol == Protocol.SEARCH
        ? ProtocolSplit.search(
            data.queries(), data.positives(), data.items().stream().map(Item::id).toList(), seed)
        : ProtocolSplit.of(data.positives(), ProtocolOptions.of(protocol, seed));
  }

  /** The folder of one seed's split below a folder of splits. */
  static Path folder(Path splits, long seed) {
    return splits.resolve("seed-" + seed);
  }

  private static ProtocolSplit read(Experiment experiment, ExperimentData data, long seed)
      throws IOException {
    Path folder = experiment.splitFiles().orElseThrow();
    // A single split may lie in the folder itself, as `llmrec split` leaves it.
    boolean single =
        experiment.seeds().size() == 1 && Files.exists(folder.resolve(SplitFiles.MANIFEST));
    Path place = single ? folder : folder(folder, seed);
    ProtocolSplit split = SplitFiles.read(place);
    if (split.options().protocol() != experiment.protocol() || split.options().seed() != seed) {
      throw new ConfigException(
          DataCode.SPLIT_MISMATCH,
          place
              + ": expected a split by "
              + experiment.protocol().label()
              + " with seed "
              + seed
              + ", found one by "
              + split.options().protocol().label()
              + " with seed "
              + split.options().seed());
    }
    List<String> known = data.items().stream().map(Item::id).toList();
    List<String> unknown = new ArrayList<>(split.items().asList());
    unknown.removeAll(Set.copyOf(known));
    if (!unknown.isEmpty()) {
      throw new ConfigException(
          DataCode.IDS_DISAGREE,
          place
              + ": expected items of the catalogue, found "
              + unknown.size()
              + " others, such as '"
              + unknown.get(0)
              + "'");
    }
    return split;
  }
}
