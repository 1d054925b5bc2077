package org.llmrec.lab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelSettings;

/** Reads {@code llm}: kind, model, what that kind knows, and {@code record}. */
final class LlmReader {
  static final String KEY = "llm";
  private static final String KIND = "kind";
  private static final String MODEL = "model";
  private static final String RECORD = "record";

  private LlmReader() {}

  /**
   * The model, if the experiment names one; nothing is opened.
   *
   * @param folder that paths are relative to
   * @throws org.llmrec.core.error.ConfigException if nobody here opens that kind, or a key is
   *     unknown to it. A key of a server never stands here: {@code api-key-env} names its variable
   */
  static Optional<LlmSpec> read(ConfigSection top, Path folder) {
    if (!top.has(KEY)) {
      return Optional.empty();
    }
    ConfigSection any = top.section(KEY, top.keys(KEY));
    List<String> known = new ArrayList<>(List.of(KIND, MODEL, RECORD));
    List<String> ofKind =
        any.parsed(KIND, LanguageModels::settings)
            .orElseThrow(
                () ->
                    any.wrong(
                        "expected llm.kind, one of " + LanguageModels.kinds() + ", found none"));
    known.addAll(ofKind);
    ConfigSection section = top.section(KEY, known.stream().distinct().toList());
    Map<String, String> settings = new LinkedHashMap<>();
    for (String key : ofKind) {
      String text = String.join(",", section.textOrList(key));
      if (!text.isEmpty() && !key.equals(MODEL)) {
        settings.put(key, text);
      }
    }
    return Optional.of(
        new LlmSpec(
            new ModelSettings(section.text(KIND), section.text(MODEL), settings, folder),
            section.has(RECORD) ? Optional.of(section.path(RECORD, folder)) : Optional.empty()));
  }
}
