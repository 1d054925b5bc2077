package org.llmrec.core.generation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * The list of everything that one generation serves. Its id ends in a hash of the rest, so that a
 * manifest whose text was damaged or edited is refused.
 *
 * @param formatVersion {@link #FORMAT}
 * @param id a sequence number and a hash, such as {@code 000012-5f0c3a9be1d2}; later ones sort
 *     after earlier ones
 * @param createdAt ISO-8601, UTC
 * @param stages by stage name, sorted by name
 */
public record GenerationManifest(
    int formatVersion, String id, String createdAt, Map<String, StageEntry> stages) {
  /** The format that this version writes, and the only one it reads. */
  public static final int FORMAT = 1;

  static final Pattern ID = Pattern.compile("([0-9]{6,18})-[0-9a-f]{12}");

  /**
   * Checks the fields and copies the map.
   *
   * @throws IllegalArgumentException if the id does not fit the rest, or a stage is filed under
   *     another's name
   */
  public GenerationManifest {
    Objects.requireNonNull(createdAt, "createdAt");
    if (formatVersion != FORMAT) {
      throw new IllegalArgumentException(
          "expected format version " + FORMAT + ", found " + formatVersion);
    }
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(stages)));
    stages.forEach(
        (name, entry) -> {
          if (!name.equals(entry.stage())) {
            throw new IllegalArgumentException(entry.stage() + " is filed under " + name);
          }
        });
    if (!ID.matcher(id).matches() || !id.endsWith("-" + hash(createdAt, stages))) {
      throw new IllegalArgumentException("the contents do not fit the id " + id);
    }
  }

  /** A manifest with that sequence number. */
  static GenerationManifest of(long sequence, String createdAt, Map<String, StageEntry> stages) {
    String id = String.format(Locale.ROOT, "%06d-%s", sequence, hash(createdAt, stages));
    return new GenerationManifest(FORMAT, id, createdAt, stages);
  }

  static long sequence(String id) {
    return Long.parseLong(id.substring(0, id.indexOf('-')));
  }

  private static String hash(String createdAt, Map<String, StageEntry> stages) {
    return Hashes.sha256(Json.line(Map.of("createdAt", createdAt, "stages", stages)))
        .substring(0, 12);
  }

  /**
   * Reads one.
   *
   * @throws CorruptFileException if it is damaged or from another version
   * @throws IOException if it cannot be read
   */
  static GenerationManifest read(Path file) throws IOException {
    JsonNode version = Json.read(file, JsonNode.class).path("formatVersion");
    if (version.isInt() && version.intValue() != FORMAT) {
      throw new CorruptFileException(
          FileCode.FORMAT_NEWER,
          file,
          "format version " + FORMAT,
          version.asText(),
          "it was written by another version of llmrec; build with this one");
    }
    return Json.read(file, GenerationManifest.class);
  }
}
