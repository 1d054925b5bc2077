package org.llmrec.train.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;

/**
 * What the weights after any epoch depend on: two trainings of one identity give equal bytes epoch
 * by epoch, whatever ends them.
 *
 * @param data SHA-256 over catalogue, text vectors, train and validation positives, the engine and
 *     what it started from. The test part has no say in training
 * @param options but for those that only end it, or come after it
 */
record TrainingIdentity(String data, Map<String, Object> options) {
  /** Changes when a training of the same data and options gives other bytes than before. */
  private static final String METHOD = "two-tower 1";

  private static final Set<String> NOT_OF_THE_EPOCHS =
      Set.of("max-epochs", "patience", "epochs-without-validation", "fold-in-sample");

  /**
   * Reads every text vector once.
   *
   * @param engine its name and version
   * @param start what the first weights came from, empty for drawn ones
   */
  static TrainingIdentity of(
      TrainData data, Positives positives, TrainOptions options, String engine, String start) {
    MessageDigest digest = Hashes.sha256();
    text(digest, METHOD);
    text(digest, engine);
    text(digest, start);
    texts(digest, data.items());
    data.fields()
        .forEach(
            (name, file) -> {
              text(digest, name);
              vectors(digest, data.items(), file);
            });
    texts(digest, positives.users());
    lists(digest, positives.train());
    lists(digest, positives.validation());
    Map<String, Object> shaping = new TreeMap<>(options.toMap());
    shaping.keySet().removeAll(NOT_OF_THE_EPOCHS);
    return new TrainingIdentity(Hashes.hex(digest), shaping);
  }

  /** What tells the two apart, in words; empty if nothing does. */
  List<String> differences(CheckpointManifest found) {
    List<String> differences = new ArrayList<>();
    if (!data.equals(found.data())) {
      differences.add("other data, engine or start");
    }
    Set<String> names = new TreeMap<>(options).keySet();
    for (String name : names) {
      String ours = Json.line(options.get(name));
      String theirs = Json.line(found.options().get(name));
      if (!ours.equals(theirs)) {
        differences.add("train." + name + " " + theirs + " instead of " + ours);
      }
    }
    return differences;
  }

  private static void vectors(MessageDigest digest, List<String> items, VectorFile file) {
    ByteBuffer bytes =
        ByteBuffer.allocate(file.dims() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[file.dims()];
    for (String item : items) {
      int row = file.row(item);
      digest.update((byte) (row < 0 ? 0 : 1));
      if (row >= 0) {
        file.read(row, vector, 0);
        bytes.asFloatBuffer().put(vector);
        digest.update(bytes.array());
      }
    }
  }

  private static void lists(MessageDigest digest, int[][] lists) {
    for (int[] list : lists) {
      ByteBuffer bytes = ByteBuffer.allocate((list.length + 1) * Integer.BYTES);
      bytes.putInt(list.length).asIntBuffer().put(list);
      digest.update(bytes.array());
    }
  }

  private static void texts(MessageDigest digest, List<String> texts) {
    text(digest, Integer.toString(texts.size()));
    texts.forEach(text -> text(digest, text));
  }

  /** Ends with a byte that UTF-8 does not have. */
  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0xFF);
  }
}
