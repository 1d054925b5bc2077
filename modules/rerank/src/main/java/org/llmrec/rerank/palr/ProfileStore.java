package org.llmrec.rerank.palr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLines;

/**
 * Keeps one profile per user, in memory and, where it was opened on a file, in JSON Lines by user.
 * Thread-safe; one process at a time may save to a file.
 */
public final class ProfileStore {
  private final ConcurrentSkipListMap<String, StoredProfile> profiles =
      new ConcurrentSkipListMap<>();
  private final Optional<Path> file;

  private ProfileStore(Optional<Path> file) {
    this.file = file;
  }

  /** One that ends with the process. */
  public static ProfileStore inMemory() {
    return new ProfileStore(Optional.empty());
  }

  /**
   * One that was saved before, or an empty one where there is no such file.
   *
   * @throws CorruptFileException if a line is no profile, or a user is there twice
   * @throws IOException if the file cannot be read
   */
  public static ProfileStore open(Path file) throws IOException {
    ProfileStore store = new ProfileStore(Optional.of(file));
    if (Files.exists(file)) {
      String advice = "restore the file, or delete it to have profiles written anew";
      try (Stream<StoredProfile> lines =
          JsonLines.stream(file, StoredProfile.class, "a profile", advice)) {
        for (Iterator<StoredProfile> all = lines.iterator(); all.hasNext(); ) {
          StoredProfile profile = all.next();
          if (store.profiles.put(profile.user(), profile) != null) {
            throw new CorruptFileException(
                FileCode.FILE_DAMAGED, file, "each user once", profile.user() + " twice", advice);
          }
        }
      }
    }
    return store;
  }

  /** The same profiles in memory: what becomes of them there is not saved. */
  public ProfileStore copy() {
    ProfileStore copy = inMemory();
    copy.profiles.putAll(profiles);
    return copy;
  }

  /** The user's profile, however old. */
  public Optional<StoredProfile> find(String user) {
    return Optional.ofNullable(profiles.get(user));
  }

  /** Keeps it in the place of an older one. */
  public void put(StoredProfile profile) {
    profiles.put(profile.user(), profile);
  }

  /** How many there are. */
  public int size() {
    return profiles.size();
  }

  /**
   * Writes all of them, whole or not at all; nothing for one in memory.
   *
   * @throws IOException if it fails; the file is then as it was
   */
  public synchronized void save() throws IOException {
    if (file.isPresent()) {
      AtomicFiles.write(
          file.get(),
          out -> {
            for (StoredProfile profile : profiles.values()) {
              out.write((Json.line(profile) + "\n").getBytes(StandardCharsets.UTF_8));
            }
          });
    }
  }
}
