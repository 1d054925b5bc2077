package org.llmrec.encode.cache.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.encode.TextEncoder;

/**
 * What the vectors of a space have in common. It is part of every key, so nothing depends on the
 * file {@code space.json}, which is for people, but how much company matters to the encoder: and
 * that is measured again where the file is gone.
 *
 * @param encoderSha256 the manifest's
 * @param dims the width D
 * @param variant {@link TextEncoder#variant}
 */
public record SpaceHeader(String encoderSha256, int dims, String variant) {
  private static final int FORMAT = 1;
  private static final String FILE = "space.json";
  private static final int FOLDER_DIGITS = 16;

  private record Contents(
      int format, String encoder, String encoderSha256, int dims, String variant, double company) {}

  /** An encoder's. */
  public static SpaceHeader of(TextEncoder encoder) {
    return new SpaceHeader(encoder.manifest().sha256(), encoder.dims(), encoder.variant());
  }

  /** Stands for all of it, and for the version of our files: 64 hexadecimal digits. */
  public String sha256() {
    return Hashes.sha256(FORMAT + "\n" + encoderSha256 + "\n" + dims + "\n" + variant);
  }

  Path folder(Path cache) {
    return cache.resolve(sha256().substring(0, FOLDER_DIGITS));
  }

  /** What {@link Company} measured when the space was begun, if that can still be read. */
  public OptionalDouble company(Path cache) {
    Optional<Contents> contents = contents(folder(cache));
    return contents.isPresent() && of(contents.get()).equals(this)
        ? OptionalDouble.of(contents.get().company())
        : OptionalDouble.empty();
  }

  /** What a space says of itself, if that can still be read. */
  static Optional<SpaceHeader> read(Path space) {
    return contents(space).map(SpaceHeader::of);
  }

  private static SpaceHeader of(Contents contents) {
    return new SpaceHeader(contents.encoderSha256(), contents.dims(), contents.variant());
  }

  private static Optional<Contents> contents(Path space) {
    Path file = space.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Contents contents = Json.read(file, Contents.class);
      return contents.format() == FORMAT ? Optional.of(contents) : Optional.empty();
    } catch (CorruptFileException | IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes the file.
   *
   * @param encoder its name
   * @throws LlmrecException if another writes to the cache at the moment
   * @throws IOException if the disk refuses
   */
  public void write(Path cache, String encoder, double company) throws IOException {
    Path folder = Files.createDirectories(folder(cache));
    try (FolderLock lock =
        FolderLock.acquire(
            cache,
            "beginning a cache of vectors",
            holder ->
                new LlmrecException(
                    WorkspaceCode.FOLDER_IN_USE, cache + " is in use by " + holder))) {
      Json.write(
          folder.resolve(FILE),
          new Contents(FORMAT, encoder, encoderSha256, dims, variant, company));
    }
  }
}
