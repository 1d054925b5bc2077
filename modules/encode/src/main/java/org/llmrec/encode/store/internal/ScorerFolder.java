package org.llmrec.encode.store.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.pair.Activation;
import org.llmrec.encode.pair.ScorerManifest;
import org.llmrec.encode.store.ScorerFacts;

/**
 * What a folder of another maker holds of a pair scorer.
 *
 * @param files where each file of the model lies, by its name in a model folder
 * @param name what it shall be called
 * @param source where it comes from
 * @param maxTokens word pieces read of a pair
 * @param output the graph's output
 * @param columns how many numbers it has for a pair
 * @param given what was said
 */
public record ScorerFolder(
    Map<String, Path> files,
    String name,
    String source,
    int maxTokens,
    String output,
    int columns,
    ScorerFacts given) {

  /**
   * Looks at a folder without running anything in it.
   *
   * @throws ConfigException if a file or a fact is missing
   */
  public static ScorerFolder of(Path folder, ScorerFacts given) throws IOException {
    Map<String, Path> files = ModelFiles.in(folder, given.onnx());
    if (files.containsKey(ScorerManifest.FILE_NAME)) {
      throw ModelFiles.ours(files.get(ScorerManifest.MODEL), ScorerManifest.FILE_NAME);
    }
    String called = folder.toAbsolutePath().normalize().getFileName().toString();
    Map<String, OnnxFile.Port> outputs = OnnxFile.read(files.get(ScorerManifest.MODEL)).outputs();
    String output = given.output().orElseGet(() -> output(folder, outputs));
    return new ScorerFolder(
        files,
        given.name().orElse(called),
        "folder " + called,
        maxTokens(folder, given.maxTokens()),
        output,
        columns(folder, outputs, output, given.columns()),
        given);
  }

  private static String output(Path folder, Map<String, OnnxFile.Port> outputs) {
    if (outputs.containsKey("logits")) {
      return "logits";
    }
    if (outputs.size() == 1) {
      return outputs.keySet().iterator().next();
    }
    throw new ConfigException(
        EncoderCode.MODEL_UNDESCRIBED,
        folder
            + ": expected an output \"logits\" or only one, found "
            + outputs.keySet()
            + "; name it with --output");
  }

  private static int columns(
      Path folder, Map<String, OnnxFile.Port> outputs, String output, OptionalInt given) {
    OnnxFile.Port port = outputs.get(output);
    if (port == null) {
      throw new ConfigException(
          EncoderCode.MODEL_UNDESCRIBED,
          folder + ": expected an output \"" + output + "\", found " + outputs.keySet());
    }
    if (given.isPresent()) {
      return given.getAsInt();
    }
    List<Long> shape = port.shape();
    if (shape.size() == 2 && shape.get(1) > 0) {
      return Math.toIntExact(shape.get(1));
    }
    throw new ConfigException(
        EncoderCode.MODEL_UNDESCRIBED,
        folder
            + ": expected an output [B, columns], found "
            + output
            + " "
            + shape
            + "; say with --columns how many numbers there are for a pair, if it is one");
  }

  private static int maxTokens(Path folder, OptionalInt given) throws IOException {
    SideFile config = SideFile.read(folder, "tokenizer_config.json");
    OptionalInt found = given.isPresent() ? given : config.number("model_max_length");
    return found.orElseThrow(
        () ->
            new ConfigException(
                EncoderCode.MODEL_UNDESCRIBED,
                folder
                    + ": expected how many word pieces the model reads as model_max_length in"
                    + " tokenizer_config.json, found none; say it with --max-tokens"));
  }

  /**
   * The manifest of copies of the files.
   *
   * @throws ConfigException if a value is out of range
   */
  public ScorerManifest manifest(Path copies) throws IOException {
    Map<String, ModelFile> pinned = new TreeMap<>();
    for (String file : files.keySet()) {
      Path copy = copies.resolve(file);
      pinned.put(file, new ModelFile(Files.size(copy), Hashes.sha256(copy)));
    }
    try {
      return new ScorerManifest(
          name,
          source,
          given.licence().orElse("NOASSERTION"),
          maxTokens,
          output,
          columns,
          given.column().isPresent() ? given.column().getAsInt() : null,
          given.activation().orElse(Activation.NONE),
          given.queryPrefix().orElse(""),
          given.textPrefix().orElse(""),
          pinned);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(EncoderCode.MODEL_UNSUPPORTED, e.getMessage(), e);
    }
  }
}
