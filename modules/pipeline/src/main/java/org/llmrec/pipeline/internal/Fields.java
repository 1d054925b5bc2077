package org.llmrec.pipeline.internal;

import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.pipeline.build.Outputs;

/** The texts of an item that are encoded: the description, and each prompt that has answers. */
final class Fields {
  /** The field that every item has. */
  static final String DESCRIPTION = "description";

  private Fields() {}

  /**
   * The fields there are to encode: the description first, then those with answers.
   *
   * @param known every field that answers can belong to, in order
   */
  static List<String> of(Outputs outputs, List<String> known) {
    List<String> files =
        outputs.get(StandardPlan.ANSWERS).record().outputs().stream().map(FileEntry::path).toList();
    List<String> fields = new ArrayList<>(List.of(DESCRIPTION));
    for (String prompt : known) {
      if (files.contains(AnswersStage.textsFile(prompt))) {
        fields.add(prompt);
      }
    }
    return List.copyOf(fields);
  }

  /** The fields that have been encoded, in the same order. */
  static List<String> encoded(Outputs outputs) {
    String prefix = StandardPlan.ENCODE + "/";
    return outputs.stages().stream()
        .filter(stage -> stage.startsWith(prefix))
        .map(stage -> stage.substring(prefix.length()))
        .toList();
  }
}
