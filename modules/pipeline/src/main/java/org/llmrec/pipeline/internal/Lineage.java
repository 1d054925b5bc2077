package org.llmrec.pipeline.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageRecord;

/** Which learnt output another one goes on from. */
final class Lineage {
  /** The option of a refreshed output: the key of the learnt one that it was refreshed from. */
  static final String REFRESHED = "refreshed-from";

  /** The option of a training that goes on from earlier weights. */
  static final String WARM_START = "train.warm-start";

  private static final String ENCODER =
      new StageInput.Output(StandardPlan.MODEL, EncoderManifest.FILE_NAME).name();

  private Lineage() {}

  /** The key of the output that was learnt, by that of one that may have been refreshed since. */
  static String root(StageRecord record) {
    return record.options().getOrDefault(REFRESHED, record.key());
  }

  /**
   * Whether a stage may go on from an output: the same options, the same texts and the same encoder
   * made it, so that nothing but items, texts' words and interactions can be others.
   *
   * @param encoder the SHA-256 of the encoder's manifest
   */
  static boolean continues(Stage stage, StageRecord before, String encoder) {
    Set<String> names = new TreeSet<>();
    stage.inputs().forEach(input -> names.add(input.name()));
    return before.stage().equals(stage.name())
        && before.stageFormat() == stage.format()
        && before.inputs().keySet().equals(names)
        && encoder.equals(before.inputs().get(ENCODER))
        && lasting(before.options()).equals(lasting(stage.options()));
  }

  private static Map<String, String> lasting(Map<String, String> options) {
    Map<String, String> lasting = new HashMap<>(options);
    lasting.keySet().removeAll(Set.of(REFRESHED, WARM_START));
    return lasting;
  }
}
