package org.llmrec.encode.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.graph.internal.GraphRewriter;
import org.llmrec.encode.internal.Agreement;
import org.llmrec.encode.internal.ModelFolder;

/**
 * Makes a model in float16 of one in float32: half the size, for devices that compute in float16. A
 * processor has no such arithmetic and mostly computes it in float32, slower than the model it was
 * made of. Another model with other vectors, hence under a name of its own. Stateless.
 */
public final class HalfModels {
  private static final Agreement BOUND = new Agreement(0.999, 0.05);

  private HalfModels() {}

  /**
   * What was made.
   *
   * @param manifest of the new model
   * @param cosine the least cosine between the model's vector of a text, computed by the processor,
   *     and the new model's
   * @param difference the greatest difference of two of their numbers, as a share of the vector's
   *     length
   */
  public record Converted(EncoderManifest manifest, double cosine, double difference) {}

  /**
   * Converts the weights, compares the vectors of both models over texts of all lengths, and makes
   * the new model's folder if the least cosine is 0.999 or more.
   *
   * @param from a model folder
   * @param to a folder that is not there yet; made whole or not at all
   * @param name the new model's
   * @param device where the new model is computed for the comparison
   * @throws ConfigException if the folder holds no model, or one not in float32, or the vectors are
   *     too far apart, or the new folder is there
   * @throws CorruptFileException if the model is damaged
   * @throws IOException if the file system refuses
   */
  public static Converted convert(Path from, Path to, String name, Device device)
      throws IOException {
    ModelFolder verified = ModelFolder.open(from);
    Path whole = to.toAbsolutePath().normalize();
    if (Files.exists(whole)) {
      throw new ConfigException(
          OptionCode.NAME_TAKEN, whole + ": expected no file or folder, found one; name another");
    }
    Files.createDirectories(whole.getParent());
    Path part = Files.createTempDirectory(whole.getParent(), "." + whole.getFileName() + ".");
    try {
      Path model = part.resolve(EncoderManifest.MODEL);
      Path tokenizer = part.resolve(EncoderManifest.TOKENIZER);
      GraphRewriter.fuse(verified.file(EncoderManifest.MODEL), model, true);
      Files.copy(verified.file(EncoderManifest.TOKENIZER), tokenizer);
      EncoderManifest manifest = manifest(verified.manifest(), name, model, tokenizer);
      Agreement agreement = agreement(verified, model, manifest, device);
      Optional<String> apart = agreement.worseThan(BOUND);
      if (apart.isPresent()) {
        throw new ConfigException(
            EncoderCode.MODEL_UNSUPPORTED,
            from + ": in float16 its vectors would be too far off: " + apart.get());
      }
      Json.write(part.resolve(EncoderManifest.FILE_NAME), manifest);
      AtomicFiles.forceTree(part);
      AtomicFiles.move(part, whole);
      return new Converted(manifest, agreement.cosine(), agreement.difference());
    } finally {
      AtomicFiles.deleteTree(part);
    }
  }

  private static Agreement agreement(
      ModelFolder from, Path half, EncoderManifest manifest, Device device) throws IOException {
    Path model = from.file(EncoderManifest.MODEL);
    Path tokenizer = from.file(EncoderManifest.TOKENIZER);
    try {
      return Agreement.of(model, half, manifest, tokenizer, device);
    } catch (ConfigException e) {
      throw e;
    } catch (LlmrecException e) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          model
              + ": expected a model in float32, found one that cannot be computed in float16: "
              + e.getMessage(),
          e);
    }
  }

  private static EncoderManifest manifest(
      EncoderManifest from, String name, Path model, Path tokenizer) throws IOException {
    Map<String, ModelFile> files = new TreeMap<>();
    files.put(EncoderManifest.MODEL, file(model));
    files.put(EncoderManifest.TOKENIZER, file(tokenizer));
    try {
      return new EncoderManifest(
          name,
          "float16 of " + from.name() + " " + from.sha256(),
          from.licence(),
          from.dims(),
          from.width(),
          from.pooling(),
          from.normalise(),
          from.maxTokens(),
          from.queryPrefix(),
          from.passagePrefix(),
          files);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(EncoderCode.MODEL_UNSUPPORTED, e.getMessage(), e);
    }
  }

  private static ModelFile file(Path file) throws IOException {
    return new ModelFile(Files.size(file), Hashes.sha256(file));
  }
}
