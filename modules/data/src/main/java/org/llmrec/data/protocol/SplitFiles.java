package org.llmrec.data.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;

/**
 * A split as files, for people who fit and score elsewhere, and to use the very same split again:
 *
 * <ul>
 *   <li>{@code items.csv}: the catalogue that is ranked, column {@code item}
 *   <li>{@code train.csv}, {@code validation.csv}, {@code test.csv}: {@code
 *       user,item,value,timestamp}; search has only the first
 *   <li>{@code validation-cases.jsonl}, {@code test-cases.jsonl}: what is asked, one case a line
 *       with {@code id, user, query, history, masked, relevant, gains, candidates, slices}
 *   <li>{@code split.json}: protocol, seed, options, counts, hashes, and the SHA-256 of the others
 * </ul>
 *
 * <p>Equal splits give equal bytes. The names of the files are fixed, so that nothing that a
 * manifest says leads out of its folder.
 */
public final class SplitFiles {
  /** The manifest's name. */
  public static final String MANIFEST = "split.json";

  static final String ITEMS = "items.csv";
  static final String TRAIN = "train.csv";
  static final String VALIDATION = "validation.csv";
  static final String TEST = "test.csv";
  static final String VALIDATION_CASES = "validation-cases.jsonl";
  static final String TEST_CASES = "test-cases.jsonl";

  private static final List<String> ALL =
      List.of(ITEMS, TRAIN, VALIDATION, TEST, VALIDATION_CASES, TEST_CASES);

  static final String ADVICE = "write the split again with `llmrec split`";

  private SplitFiles() {}

  /** The files of a protocol's split beside the manifest, in the order in which they are listed. */
  static List<String> names(Protocol protocol) {
    return ALL.stream()
        .filter(
            name -> protocol != Protocol.SEARCH || !(name.equals(VALIDATION) || name.equals(TEST)))
        .toList();
  }

  /**
   * Writes a split, the manifest last; a split that is there already is replaced, other files are
   * left alone.
   *
   * @param folder made where it is absent
   */
  public static void write(Path folder, ProtocolSplit split) throws IOException {
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(MANIFEST));
    for (String name : ALL) {
      Files.deleteIfExists(folder.resolve(name));
    }
    List<SplitManifest.Stamp> stamps = new ArrayList<>();
    for (String name : names(split.options().protocol())) {
      Path file = folder.resolve(name);
      SplitWriting.file(file, split);
      stamps.add(new SplitManifest.Stamp(name, Files.size(file), Hashes.sha256(file)));
    }
    Json.write(folder.resolve(MANIFEST), SplitManifest.of(split, stamps));
  }

  /**
   * Reads a split back, equal to the one that was written. Every file's size and SHA-256 is checked
   * before it is read, the questions are derived anew by the protocol and have to be the ones in
   * the files, and the hash of the whole has to be the manifest's.
   *
   * @throws ConfigException if the folder has no split
   * @throws CorruptFileException if anything is not as it was written; names the file
   */
  public static ProtocolSplit read(Path folder) throws IOException {
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          "expected a split with " + MANIFEST + " in " + folder + ", found none; " + ADVICE);
    }
    SplitManifest manifest = Json.read(file, SplitManifest.class);
    ProtocolOptions options = check(file, manifest);
    for (SplitManifest.Stamp stamp : manifest.files()) {
      verify(folder, stamp);
    }
    ProtocolSplit split;
    try {
      split = SplitReading.of(folder, options, manifest.counts());
    } catch (BadRecordException | ConfigException | IllegalArgumentException e) {
      throw new CorruptFileException(
          FileCode.SPLIT_DAMAGED, file, "files that make a split", e.getMessage(), ADVICE);
    }
    same(file, "the split with hash", manifest.hash(), split.hash());
    same(folder, VALIDATION_CASES, split.validationCases(), split, manifest);
    same(folder, TEST_CASES, split.testCases(), split, manifest);
    return split;
  }

  private static ProtocolOptions check(Path file, SplitManifest manifest) {
    if (manifest.format() != SplitManifest.FORMAT) {
      throw new CorruptFileException(
          FileCode.FORMAT_NEWER,
          file,
          "format " + SplitManifest.FORMAT,
          "format " + manifest.format(),
          ADVICE);
    }
    same(file, "the checksum", manifest.checksum(), manifest.computeChecksum());
    ProtocolOptions options;
    try {
      options = manifest.options();
    } catch (ConfigException e) {
      throw new CorruptFileException(
          FileCode.SPLIT_DAMAGED, file, "options of a split", e.getMessage(), ADVICE);
    }
    List<String> names = manifest.files().stream().map(SplitManifest.Stamp::name).toList();
    same(file, "the files", names(options.protocol()).toString(), names.toString());
    return options;
  }

  private static void verify(Path folder, SplitManifest.Stamp stamp) throws IOException {
    Path file = folder.resolve(stamp.name());
    if (!Files.isRegularFile(file)) {
      throw new CorruptFileException(
          FileCode.SPLIT_DAMAGED,
          file,
          "a file",
          Files.exists(file) ? "something else" : "nothing",
          ADVICE);
    }
    same(file, "the size", stamp.bytes() + " bytes", Files.size(file) + " bytes");
    same(file, "the SHA-256", stamp.sha256(), Hashes.sha256(file));
  }

  private static void same(
      Path folder,
      String name,
      List<EvaluationCase> cases,
      ProtocolSplit split,
      SplitManifest manifest)
      throws IOException {
    String written =
        manifest.files().stream()
            .filter(stamp -> stamp.name().equals(name))
            .findFirst()
            .orElseThrow()
            .sha256();
    MessageDigest digest = Hashes.sha256();
    SplitWriting.cases(
        new DigestOutputStream(OutputStream.nullOutputStream(), digest), cases, split);
    same(folder.resolve(name), "the cases of the split, SHA-256", written, Hashes.hex(digest));
  }

  private static void same(Path file, String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new CorruptFileException(
          FileCode.SPLIT_DAMAGED, file, what + " " + expected, found, ADVICE);
    }
  }
}
