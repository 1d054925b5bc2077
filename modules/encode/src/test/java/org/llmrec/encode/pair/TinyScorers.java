package org.llmrec.encode.pair;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.llmrec.core.json.Json;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderOptions;

/** Two cross-encoders of the real form with random weights, and what they shall give. */
public final class TinyScorers {
  /** One logit, which is the score. */
  public static final String ONE = "tiny-one";

  /** Two classes; the score is the second one's share. */
  public static final String TWO = "tiny-two";

  private TinyScorers() {}

  /**
   * A pair and its score by the reference; see src/test/golden/pairs.py.
   *
   * @param pieces word pieces before anything is cut off
   */
  public record Golden(String name, Pair pair, int pieces, float score) {}

  /** Puts one into a folder, which is made. */
  public static Path in(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    for (String file :
        List.of(ScorerManifest.FILE_NAME, ScorerManifest.MODEL, ScorerManifest.TOKENIZER)) {
      try (InputStream in = TinyScorers.class.getResourceAsStream(name + "/" + file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    return folder;
  }

  /** Opens the one in a folder. */
  public static PairScorer open(Path folder, int workers, int tokenBudget) throws IOException {
    return OnnxPairScorer.open(
        folder,
        new EncoderOptions(
            Device.cpu(),
            EncoderOptions.Planning.DEFAULT,
            OptionalInt.of(workers),
            OptionalInt.of(tokenBudget)));
  }

  /** What one shall give. */
  public static List<Golden> golden(String name) throws IOException {
    try (InputStream in = TinyScorers.class.getResourceAsStream("golden-pairs.json")) {
      List<Golden> all = new ArrayList<>();
      for (JsonNode node : Json.mapper().readTree(in).get("pairs")) {
        all.add(
            new Golden(
                node.get("name").textValue(),
                new Pair(
                    node.get("query").textValue().repeat(node.get("queryRepeat").intValue()),
                    node.get("text").textValue().repeat(node.get("textRepeat").intValue())),
                node.get("pieces").intValue(),
                node.get("scores").get(name).floatValue()));
      }
      return all;
    }
  }

  /** Says something else of the files in a folder. */
  static void describe(Path folder, ScorerManifest manifest) throws IOException {
    Json.write(folder.resolve(ScorerManifest.FILE_NAME), manifest);
  }

  /** What is said of the files in a folder. */
  static ScorerManifest described(Path folder) throws IOException {
    ScorerManifest manifest =
        Json.read(folder.resolve(ScorerManifest.FILE_NAME), ScorerManifest.class);
    return manifest;
  }
}
