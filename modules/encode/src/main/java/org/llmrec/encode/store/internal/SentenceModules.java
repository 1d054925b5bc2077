package org.llmrec.encode.store.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.onnx.ModelPaths;
import org.llmrec.encode.Pooling;

/**
 * What sentence-transformers does after the transformer, from {@code modules.json} and the pooling
 * module's {@code config.json}.
 *
 * @param pooling how it pools, if its files say so
 * @param poolingFile which file that is
 * @param normalise whether it scales to length 1, if its files say so
 */
record SentenceModules(Optional<Pooling> pooling, String poolingFile, Optional<Boolean> normalise) {
  static final String MODULES = "modules.json";

  private static final Map<String, Pooling> MODES =
      Map.of(
          "pooling_mode_mean_tokens", Pooling.MEAN,
          "pooling_mode_cls_token", Pooling.CLS,
          "pooling_mode_max_tokens", Pooling.MAX);

  /**
   * Reads them.
   *
   * @throws ConfigException if a module or a pooling is not among ours
   */
  static SentenceModules read(Path folder) throws IOException {
    SideFile modules = SideFile.read(folder, MODULES);
    String poolingFolder = "1_Pooling";
    Optional<Boolean> normalise = Optional.empty();
    if (modules.isThere()) {
      boolean scaled = false;
      for (JsonNode module : modules.content()) {
        String type = module.path("type").asText();
        switch (type.substring(type.lastIndexOf('.') + 1)) {
          case "Transformer" -> {}
          case "Pooling" -> poolingFolder = module.path("path").asText(poolingFolder);
          case "Normalize" -> scaled = true;
          default ->
              throw new ConfigException(
                  EncoderCode.MODEL_UNSUPPORTED,
                  folder.resolve(MODULES)
                      + ": expected Transformer, Pooling and Normalize, found "
                      + type
                      + ", which is not among what we do");
        }
      }
      normalise = Optional.of(scaled);
    }
    if (!ModelPaths.isPlain(poolingFolder)) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          folder.resolve(MODULES) + ": expected a plain path, found \"" + poolingFolder + "\"");
    }
    SideFile pooling = SideFile.read(folder, poolingFolder + "/config.json");
    return new SentenceModules(pooling(folder, pooling), pooling.name(), normalise);
  }

  private static Optional<Pooling> pooling(Path folder, SideFile file) {
    TreeSet<String> modes = new TreeSet<>();
    file.content()
        .properties()
        .forEach(
            field -> {
              if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean()) {
                modes.add(field.getKey());
              }
            });
    if (!file.isThere()) {
      return Optional.empty();
    }
    if (!file.content().path("include_prompt").asBoolean(true)) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          folder.resolve(file.name())
              + ": expected include_prompt true, found false: leaving the words before a text out"
              + " of its vector is not among what we do");
    }
    if (modes.size() == 1 && MODES.containsKey(modes.first())) {
      return Optional.of(MODES.get(modes.first()));
    }
    throw new ConfigException(
        EncoderCode.MODEL_UNSUPPORTED,
        folder.resolve(file.name())
            + ": expected one of "
            + List.copyOf(new TreeSet<>(MODES.keySet()))
            + ", found "
            + modes);
  }
}
