package org.llmrec.data.forget;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * The items and people of a workspace that are to be forgotten, as hashes. Immutable, thread-safe.
 *
 * <p>The file {@code forgotten.json} holds a random salt and of each id the SHA-256 of salt, kind
 * and id. Whoever has the file and a list of all ids there could be can find out which are meant;
 * the file alone does not say.
 */
public final class Forgotten {
  private static final String FILE = "forgotten.json";
  private static final Forgotten NONE = new Forgotten("", new TreeSet<>());
  private static final int SALT_BYTES = 32;
  private static final String ITEM = "item";
  private static final String USER = "user";

  private final String salt;
  private final SortedSet<String> hashes;

  private Forgotten(String salt, SortedSet<String> hashes) {
    this.salt = salt;
    this.hashes = hashes;
  }

  /** The file's content: {@code checksum} is the SHA-256 of the rest. */
  private record Content(int version, String salt, List<String> hashes, String checksum) {
    Content {
      hashes = List.copyOf(hashes);
    }

    static Content of(Forgotten forgotten) {
      List<String> hashes = List.copyOf(forgotten.hashes);
      return new Content(1, forgotten.salt, hashes, checksum(1, forgotten.salt, hashes));
    }

    boolean whole() {
      return checksum.equals(checksum(version, salt, hashes));
    }

    private static String checksum(int version, String salt, List<String> hashes) {
      return Hashes.sha256(version + "\n" + salt + "\n" + String.join("\n", hashes));
    }
  }

  /** Nothing is to be forgotten. */
  public static Forgotten none() {
    return NONE;
  }

  /** Where a workspace keeps it. */
  public static Path file(Path workspace) {
    return workspace.resolve(FILE);
  }

  /**
   * What a workspace is to forget; nothing where there is no such file.
   *
   * @throws CorruptFileException if the file is damaged: what it said would come back otherwise
   */
  public static Forgotten read(Path workspace) throws IOException {
    Path file = file(workspace);
    Content content;
    try {
      content = Json.read(file, Content.class);
    } catch (NoSuchFileException e) {
      return NONE;
    }
    if (content.version() != 1 || !content.whole()) {
      throw new CorruptFileException(
          FileCode.FILE_DAMAGED,
          file,
          "version 1 with a checksum of its content",
          content.version() != 1 ? "version " + content.version() : "another one",
          "restore it from a copy, or delete it and forget the same again: without it what was"
              + " forgotten would come back");
    }
    return new Forgotten(content.salt(), new TreeSet<>(content.hashes()));
  }

  /** This and more. */
  public Forgotten with(Collection<String> items, Collection<String> users) {
    String seasoned = salt.isEmpty() ? newSalt() : salt;
    SortedSet<String> all = new TreeSet<>(hashes);
    items.forEach(id -> all.add(hash(seasoned, ITEM, id)));
    users.forEach(id -> all.add(hash(seasoned, USER, id)));
    return new Forgotten(seasoned, all);
  }

  /** Writes it into a workspace, whole or not at all. */
  public void write(Path workspace) throws IOException {
    Json.write(file(workspace), Content.of(this));
  }

  /** Whether nothing is to be forgotten. */
  public boolean isEmpty() {
    return hashes.isEmpty();
  }

  /** How many ids. */
  public int size() {
    return hashes.size();
  }

  /** Whether this item is to be forgotten. */
  public boolean item(String id) {
    return !isEmpty() && hashes.contains(hash(salt, ITEM, id));
  }

  /** Whether this person is to be forgotten. */
  public boolean user(String id) {
    return !isEmpty() && hashes.contains(hash(salt, USER, id));
  }

  /** Identifies what is to be forgotten. */
  public String sha256() {
    return Hashes.sha256(salt + String.join("\n", hashes));
  }

  private static String newSalt() {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  private static String hash(String salt, String kind, String id) {
    MessageDigest digest = Hashes.sha256();
    for (String part : List.of(salt, kind, id)) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    return Hashes.hex(digest);
  }

  @Override
  public String toString() {
    return "Forgotten[" + hashes.size() + " ids]";
  }
}
