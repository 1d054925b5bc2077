package org.llmrec.lab.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.store.ModelStore;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.lab.arm.ArmVectors;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.train.method.TextVectors;

/**
 * The texts that models read, per arm and split, and their vectors, each made once and only when a
 * fit needs them. Thread-safe; close it when no fit runs any more.
 */
final class Arms implements AutoCloseable {
  private final ExperimentData data;
  private final Map<String, Item> items;
  private final Path folder;
  private final String encoderName;
  private final EncoderManifest manifest;
  private final Progress progress;
  private final ArmVectors vectors;
  private final Map<String, Prepared> prepared = new HashMap<>();
  private TextEncoder encoder;

  /**
   * One arm's texts of a split.
   *
   * @param texts by field
   * @param hash SHA-256 over them
   */
  record Prepared(ArmTexts texts, String hash) {}

  /**
   * Prepares; nothing is read or encoded yet.
   *
   * @param encoderName a known model's name or a model folder
   * @param folder for vectors and the model's files
   */
  Arms(ExperimentData data, String encoderName, Path folder, Progress progress) throws IOException {
    this.data = data;
    this.items = data.items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
    this.folder = folder;
    this.encoderName = encoderName;
    this.manifest =
        EncoderModels.names().contains(encoderName)
            ? EncoderModels.manifest(encoderName)
            : Json.read(
                Path.of(encoderName).resolve(EncoderManifest.FILE_NAME), EncoderManifest.class);
    this.progress = progress;
    this.vectors = new ArmVectors(folder.resolve("vectors"), manifest, this::encoder);
  }

  /** What identifies the encoder. */
  String encoderSha256() {
    return manifest.sha256();
  }

  /** What identifies the encoder, for people. */
  String encoderName() {
    return manifest.name();
  }

  /** The encoder itself. It stays ours. */
  synchronized TextEncoder encoder() {
    if (encoder == null) {
      try {
        Path model = Path.of(encoderName);
        if (EncoderModels.names().contains(encoderName)) {
          model = folder.resolve("encoder").resolve(encoderName);
          ModelStore.standard().provide(encoderName, model);
        }
        encoder = OnnxTextEncoder.open(model, EncoderOptions.defaults());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return encoder;
  }

  /** The split's items in its order. */
  List<Item> items(ProtocolSplit split) {
    return split.items().asList().stream().map(items::get).toList();
  }

  /** The texts of an arm for a split; the split's seed deals a placebo. */
  synchronized Prepared texts(TextArm arm, ProtocolSplit split) {
    boolean placebo = arm.has(TextArm.Change.PLACEBO);
    String key =
        arm.name()
            + "\n"
            + (placebo ? split.options().seed() : "")
            + "\n"
            + Hashes.sha256(String.join("\n", split.items().asList()));
    return prepared.computeIfAbsent(
        key,
        absent -> {
          ArmTexts texts = ArmTexts.of(arm, items(split), data.answers(), split.options().seed());
          return new Prepared(texts, hash(texts));
        });
  }

  private static String hash(ArmTexts texts) {
    MessageDigest digest = Hashes.sha256();
    texts
        .fields()
        .forEach(
            (field, byItem) -> {
              text(digest, field);
              byItem.forEach(
                  (item, text) -> {
                    text(digest, item);
                    text(digest, text);
                  });
            });
    return Hashes.hex(digest);
  }

  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** The vectors of an arm for a split. They stay ours. */
  TextVectors vectors(TextArm arm, ProtocolSplit split) throws IOException {
    return vectors.of(texts(arm, split).texts(), progress);
  }

  @Override
  public void close() {
    vectors.close();
    synchronized (this) {
      if (encoder != null) {
        encoder.close();
      }
    }
  }
}
