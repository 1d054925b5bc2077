package org.llmrec.lab.external;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.lab.run.evaluate.CaseScorer;
import org.llmrec.lab.run.evaluate.Units;

/**
 * Somebody's scores for the test of one split. An item that a case's list lacks is not ranked; a
 * case without a list finds nothing. Immutable and thread-safe.
 */
public final class ExternalScores implements CaseScorer {
  private final Map<String, Listed> byCase;
  private final String fileHash;
  private final List<String> notes;

  /** A list as it came. */
  private static final class Listed {
    private int size;
    private int[] items = new int[16];
    private float[] scores = new float[16];

    void add(int item, float score) {
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
        scores = Arrays.copyOf(scores, 2 * size);
      }
      items[size] = item;
      scores[size++] = score;
    }
  }

  private ExternalScores(Map<String, Listed> byCase, String fileHash, List<String> notes) {
    this.byCase = byCase;
    this.fileHash = fileHash;
    this.notes = List.copyOf(notes);
  }

  /**
   * Reads a file for a split's test. What is unknown to the split is passed over and counted.
   *
   * @throws ConfigException if the file is not there or not understood, an item stands twice in a
   *     list, or the file says that it was made on another split
   * @throws IOException if it cannot be read
   */
  public static ExternalScores read(Path file, ProtocolSplit split) throws IOException {
    Reading reading = new Reading(file, split);
    Optional<String> made = ScoreFile.read(file, reading);
    if (made.isPresent() && !made.get().equals(split.hash())) {
      throw new ConfigException(
          DataCode.SPLIT_MISMATCH,
          file
              + ": expected scores made on the split "
              + split.hash()
              + ", found ones made on "
              + made.get()
              + "; make them on the files that `llmrec evaluate --write-splits` writes");
    }
    return new ExternalScores(reading.byCase, Hashes.sha256(file), reading.notes(made.isPresent()));
  }

  /** SHA-256 of the file's bytes. */
  public String fileHash() {
    return fileHash;
  }

  /** What was passed over or missing, in sentences; empty where all fits. */
  public List<String> notes() {
    return notes;
  }

  @Override
  public void score(EvaluationCase asked, float[] scores) {
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    Listed listed = list(byCase, asked);
    for (int i = 0; listed != null && i < listed.size; i++) {
      scores[listed.items[i]] = listed.scores[i];
    }
  }

  /** A list may be named after the case, or after the user where only the candidates differ. */
  private static <T> T list(Map<String, T> lists, EvaluationCase asked) {
    T exact = lists.get(asked.id());
    return exact != null || !Units.differsInCandidatesOnly(asked)
        ? exact
        : lists.get(Units.of(asked));
  }

  /** Collects lines and counts what does not belong. */
  private static final class Reading implements ScoreFile.Sink {
    private final Path file;
    private final ProtocolSplit split;
    private final Map<String, Listed> byCase = new HashMap<>();
    private final Map<String, Set<Integer>> seen = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> unknownAskers = new HashSet<>();
    private final Set<String> unknownItems = new HashSet<>();
    private long unknownAskerLines;
    private long unknownItemLines;

    Reading(Path file, ProtocolSplit split) {
      this.file = file;
      this.split = split;
      for (EvaluationCase asked : split.testCases()) {
        known.add(asked.id());
        if (Units.differsInCandidatesOnly(asked)) {
          known.add(Units.of(asked));
        }
      }
    }

    @Override
    public void score(long line, String asker, String item, float score) {
      if (!known.contains(asker)) {
        unknownAskers.add(asker);
        unknownAskerLines++;
        return;
      }
      int number = split.items().indexOf(item);
      if (number < 0) {
        unknownItems.add(item);
        unknownItemLines++;
        return;
      }
      if (!seen.computeIfAbsent(asker, key -> new HashSet<>()).add(number)) {
        throw new ConfigException(
            DataCode.LINE_UNREADABLE,
            file
                + ", line "
                + line
                + ": expected every item once in a list, found '"
                + item
                + "' again for '"
                + asker
                + "'");
      }
      byCase.computeIfAbsent(asker, key -> new Listed()).add(number, score);
    }

    List<String> notes(boolean namesSplit) {
      List<String> notes = new ArrayList<>();
      String name = String.valueOf(file.getFileName());
      if (unknownAskerLines > 0) {
        notes.add(
            name
                + ": "
                + unknownAskerLines
                + " lines are for "
                + unknownAskers.size()
                + " users or queries that the test does not ask, and were passed over");
      }
      if (unknownItemLines > 0) {
        notes.add(
            name
                + ": "
                + unknownItemLines
                + " lines name "
                + unknownItems.size()
                + " items that the split does not have, and were passed over");
      }
      long missing =
          split.testCases().stream().filter(asked -> list(byCase, asked) == null).count();
      if (missing > 0) {
        notes.add(
            name
                + ": "
                + missing
                + " of "
                + split.testCases().size()
                + " cases have no list and count as nothing found");
      }
      if (!namesSplit) {
        notes.add(
            name
                + " does not say which split it was made on (a first line `# split HASH`), so"
                + " nothing here shows that it did not see the test");
      }
      return notes;
    }
  }
}
