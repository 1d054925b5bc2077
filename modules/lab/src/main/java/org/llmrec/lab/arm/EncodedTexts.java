package org.llmrec.lab.arm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;

/**
 * The vectors of all texts that an encoder was ever given, by the text's hash. They lie in files of
 * at most {@value #WINDOW} texts, each written when its texts are encoded: who is killed loses what
 * was under way. For one thread.
 */
final class EncodedTexts implements AutoCloseable {
  private static final int WINDOW = 2048;

  private final EncoderIdentity manifest;
  private final VectorFolder folder;
  private final Map<String, Place> places = new HashMap<>();
  private long encoded;

  private record Place(VectorFile file, int row) {}

  EncodedTexts(Path folder, EncoderIdentity manifest) throws IOException {
    this.manifest = manifest;
    this.folder = new VectorFolder(folder);
    try {
      for (String name : this.folder.names()) {
        note(folder.resolve(name + VectorFolder.SUFFIX), this.folder.find(name).orElseThrow());
      }
    } catch (IOException | RuntimeException e) {
      this.folder.close();
      throw e;
    }
  }

  private void note(Path path, VectorFile file) {
    if (file.dims() != manifest.dims()) {
      throw new CorruptFileException(
          FileCode.CACHE_DAMAGED,
          path,
          "vectors of " + manifest.dims(),
          "of " + file.dims(),
          "delete it, and what it held is made again");
    }
    List<String> ids = file.ids();
    for (int row = 0; row < ids.size(); row++) {
      places.putIfAbsent(ids.get(row), new Place(file, row));
    }
  }

  /**
   * Encodes what is not there yet. Texts go through the encoder in windows over the sorted hashes,
   * whether or not all of a window are missing: so a run that was killed and begun anew gives the
   * same windows, hence the same last bits, as one that was not.
   *
   * @param texts by hash
   */
  void ensure(SortedMap<String, String> texts, TextEncoder encoder, String what, Progress progress)
      throws IOException {
    long missing = texts.keySet().stream().filter(hash -> !places.containsKey(hash)).count();
    try (Progress.Task task = progress.start(what, missing, "texts")) {
      List<String> hashes = new ArrayList<>(texts.keySet());
      long truncated = 0;
      for (int from = 0; from < hashes.size(); from += WINDOW) {
        List<String> window =
            hashes.subList(from, Math.min(hashes.size(), from + WINDOW)).stream()
                .filter(hash -> !places.containsKey(hash))
                .toList();
        if (!window.isEmpty()) {
          Encoded vectors =
              encoder.encode(window.stream().map(texts::get).toList(), Role.PASSAGE, task::advance);
          add(window, vectors.vectors());
          truncated += vectors.truncated();
        }
      }
      if (truncated > 0) {
        task.note(
            truncated + " texts are longer than " + manifest.name() + " reads and lost their end");
      }
    }
  }

  private void add(List<String> hashes, float[][] vectors) throws IOException {
    String name = Hashes.sha256(String.join("\n", hashes));
    VectorFile file =
        folder.findOrWrite(
            name,
            manifest.dims(),
            Map.of("encoder", manifest.name(), "encoderSha256", manifest.sha256()),
            writer -> {
              for (int i = 0; i < vectors.length; i++) {
                writer.add(hashes.get(i), vectors[i]);
              }
            });
    for (int row = 0; row < hashes.size(); row++) {
      places.put(hashes.get(row), new Place(file, row));
    }
    encoded += hashes.size();
  }

  boolean has(String hash) {
    return places.containsKey(hash);
  }

  float[] vector(String hash) {
    Place place = places.get(hash);
    return place.file().row(place.row());
  }

  /** How many texts went through the encoder since this was opened. */
  long encoded() {
    return encoded;
  }

  @Override
  public void close() {
    folder.close();
  }
}
