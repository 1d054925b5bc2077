package org.llmrec.lab.arm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.TextEncoder;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.lab.arm.TextArm.Change;
import org.llmrec.train.method.TextVectors;

/**
 * The text vectors of arms. Each different text is encoded once, whichever arms and fields and
 * items have it, and stays in a folder:
 *
 * <pre>
 * encoded/ENCODER/*.vec   vectors by the hash of the text; ENCODER is the encoder's own hash
 * tfidf/*.vec             the same from counted words, one file per collection of texts
 * fields/*.vec            vectors by item, one file per field: what {@link TextVectors} holds
 * </pre>
 *
 * <p>Files are written whole or not at all and read through when they are opened: a run that was
 * killed encodes what is missing. An encoder's last bits depend on the texts that it is given
 * together, so they depend on the arm that needed a text first; once there, a vector stays.
 *
 * <p>Thread-safe: one call works at a time. The files it gives stay open until {@link #close}.
 */
public final class ArmVectors implements AutoCloseable {
  private final Path folder;
  private final EncoderIdentity manifest;
  private final Supplier<TextEncoder> encoder;
  private EncodedTexts encoded;
  private VectorFolder counted;
  private VectorFolder fields;
  private boolean closed;

  /**
   * In a folder that other runs and processes may use as well. Nothing is read or written yet.
   *
   * @param manifest the encoder's; its width is that of TF-IDF too
   * @param encoder asked for, perhaps often, when there is something to encode; it stays the
   *     caller's
   */
  public ArmVectors(Path folder, EncoderIdentity manifest, Supplier<TextEncoder> encoder) {
    this.folder = folder;
    this.manifest = manifest;
    this.encoder = encoder;
  }

  /**
   * The vectors of an arm, as {@link ArmTexts#of} and {@link #of(ArmTexts, Progress)} give them.
   *
   * @param seed of the placebo
   */
  public TextVectors of(
      TextArm arm, List<Item> items, List<Answer> answers, long seed, Progress progress)
      throws IOException {
    return of(ArmTexts.of(arm, items, answers, seed), progress);
  }

  /**
   * The vectors of these texts. An item without a text, or (with {@code tfidf}) without a word that
   * counts, is missing in that field.
   *
   * @throws ConfigException if TF-IDF finds no word to count, or the encoder is not the one of the
   *     manifest
   * @throws CorruptFileException if a file of the folder is damaged
   * @throws IOException if the disk refuses
   */
  public synchronized TextVectors of(ArmTexts texts, Progress progress) throws IOException {
    if (closed) {
      throw new IllegalStateException("these text vectors have been closed");
    }
    if (fields == null) {
      fields = new VectorFolder(folder.resolve("fields"));
    }
    Map<String, SortedMap<String, String>> byHash = new LinkedHashMap<>();
    Map<String, Map<String, String>> hashes = new LinkedHashMap<>();
    texts
        .fields()
        .forEach(
            (field, ofItems) -> {
              SortedMap<String, String> distinct = new TreeMap<>();
              Map<String, String> ofItem = new LinkedHashMap<>();
              ofItems.forEach(
                  (item, text) -> {
                    String hash = Hashes.sha256(text);
                    distinct.put(hash, text);
                    ofItem.put(item, hash);
                  });
              byHash.put(field, distinct);
              hashes.put(field, ofItem);
            });
    Space space = texts.arm().has(Change.TFIDF) ? counted(byHash) : encoded(byHash, progress);
    Map<String, VectorFile> files = new LinkedHashMap<>();
    for (String field : texts.fields().keySet()) {
      files.put(field, file(field, hashes.get(field), space));
    }
    return new TextVectors(texts.arm().name(), files, texts.graph());
  }

  /** Where the vectors of texts come from. */
  private record Space(String id, int dims, Lookup lookup) {
    /** The vector of the text with that hash, or null. */
    interface Lookup {
      float[] of(String hash);
    }
  }

  private Space encoded(Map<String, SortedMap<String, String>> byHash, Progress progress)
      throws IOException {
    if (encoded == null) {
      encoded = new EncodedTexts(folder.resolve("encoded").resolve(manifest.sha256()), manifest);
    }
    for (Map.Entry<String, SortedMap<String, String>> field : byHash.entrySet()) {
      if (!field.getValue().keySet().stream().allMatch(encoded::has)) {
        encoded.ensure(field.getValue(), checkedEncoder(), "encode " + field.getKey(), progress);
      }
    }
    return new Space(manifest.sha256(), manifest.dims(), encoded::vector);
  }

  private TextEncoder checkedEncoder() {
    TextEncoder given = encoder.get();
    if (!given.manifest().sha256().equals(manifest.sha256())) {
      throw new ConfigException(
          EncoderCode.ENCODER_CHANGED,
          "expected the encoder "
              + manifest.name()
              + " with hash "
              + manifest.sha256()
              + ", found "
              + given.manifest().name()
              + " with "
              + given.manifest().sha256());
    }
    return given;
  }

  private Space counted(Map<String, SortedMap<String, String>> byHash) throws IOException {
    if (counted == null) {
      counted = new VectorFolder(folder.resolve("tfidf"));
    }
    SortedMap<String, String> all = new TreeMap<>();
    byHash.values().forEach(all::putAll);
    String id =
        Hashes.sha256(
            "tfidf "
                + TfIdf.FORMAT
                + " "
                + manifest.dims()
                + "\n"
                + String.join("\n", all.keySet()));
    VectorFile file = counted.find(id).orElse(null);
    if (file == null) {
      Map<String, float[]> vectors = TfIdf.vectors(all, manifest.dims());
      int dims = vectors.values().iterator().next().length;
      file =
          counted.findOrWrite(
              id,
              dims,
              Map.of("texts", all.size()),
              writer -> {
                for (Map.Entry<String, float[]> vector : vectors.entrySet()) {
                  writer.add(vector.getKey(), vector.getValue());
                }
              });
    }
    VectorFile found = file;
    return new Space(
        id,
        found.dims(),
        hash -> {
          int row = found.row(hash);
          return row < 0 ? null : found.row(row);
        });
  }

  private VectorFile file(String field, Map<String, String> hashes, Space space)
      throws IOException {
    Map<String, String> sorted = new TreeMap<>(hashes);
    StringBuilder facts = new StringBuilder(space.id()).append('\n');
    sorted.forEach((item, hash) -> facts.append(hash).append(' ').append(item).append('\n'));
    return fields.findOrWrite(
        Hashes.sha256(facts.toString()),
        space.dims(),
        Map.of("field", field, "space", space.id()),
        writer -> {
          for (Map.Entry<String, String> item : sorted.entrySet()) {
            float[] vector = space.lookup().of(item.getValue());
            if (vector != null) {
              writer.add(item.getKey(), vector);
            }
          }
        });
  }

  /** How many texts went through the encoder so far. */
  public synchronized long encodedTexts() {
    return encoded == null ? 0 : encoded.encoded();
  }

  /** Closes the files, also those of vectors given away. Does nothing the second time. */
  @Override
  public synchronized void close() {
    closed = true;
    if (encoded != null) {
      encoded.close();
    }
    if (counted != null) {
      counted.close();
    }
    if (fields != null) {
      fields.close();
    }
  }
}
