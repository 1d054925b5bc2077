package org.llmrec.encode.store.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.encode.EncoderManifest;

/**
 * Whether a model that was trained on lower case gets it. The reference makes texts lower case
 * where {@code do_lower_case} says so, beside or in the place of what {@code tokenizer.json} does;
 * we have that file alone.
 */
final class Casing {
  private static final String FIELD = "do_lower_case";

  private Casing() {}

  /**
   * Compares the two.
   *
   * @throws ConfigException if the settings want lower case and the tokenizer keeps capitals
   */
  static void check(Path folder) throws IOException {
    for (String file : List.of("sentence_bert_config.json", "tokenizer_config.json")) {
      if (SideFile.read(folder, file).says(FIELD)
          && !lowers(
              SideFile.read(folder, EncoderManifest.TOKENIZER).content().path("normalizer"))) {
        throw new ConfigException(
            EncoderCode.MODEL_UNSUPPORTED,
            folder.resolve(EncoderManifest.TOKENIZER)
                + ": expected a normalizer that makes texts lower case, as "
                + file
                + " says "
                + FIELD
                + ", found one that keeps capitals; add {\"type\": \"Lowercase\"} to it, or take "
                + FIELD
                + " out if the model was trained on capitals");
      }
    }
  }

  private static boolean lowers(JsonNode normalizer) {
    return switch (normalizer.path("type").asText()) {
      case "Lowercase" -> true;
      case "BertNormalizer" -> normalizer.path("lowercase").asBoolean();
      // A table of characters in binary form, which may make them lower case.
      case "Precompiled" -> true;
      case "Sequence" -> {
        boolean any = false;
        for (JsonNode each : normalizer.path("normalizers")) {
          any |= lowers(each);
        }
        yield any;
      }
      default -> false;
    };
  }
}
