package org.llmrec.train.tune;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Closing;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLines;

/**
 * The file {@code trials.jsonl}: first whose search it is, then a line for every trial at the end
 * of every rung, on the disk before the search goes on. A last line that does not end was being
 * written when the process died, and is cut off.
 */
final class TuningJournal implements AutoCloseable {
  static final String FILE = "trials.jsonl";
  private static final String ADVICE = "delete the folder to search anew";

  private final FileChannel channel;
  private final List<TrialResult> results;

  /** The first line. The budget is not in it: a search may be given more. */
  record Header(String trials, String space, String brackets, long seed) {
    static Header of(TuningPlan plan, String identity) {
      return new Header(
          identity, plan.space().ranges().toString(), plan.brackets().toString(), plan.seed());
    }
  }

  private TuningJournal(FileChannel channel, List<TrialResult> results) {
    this.channel = channel;
    this.results = results;
  }

  /**
   * Opens or begins one.
   *
   * @throws ConfigException if it is another search's
   * @throws CorruptFileException if a whole line is not what was written
   */
  static TuningJournal open(Path folder, Header header) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      AtomicFiles.writeString(file, Json.line(header) + "\n");
    }
    byte[] bytes = Files.readAllBytes(file);
    int whole = bytes.length;
    while (whole > 0 && bytes[whole - 1] != '\n') {
      whole--;
    }
    List<String> lines = new String(bytes, 0, whole, StandardCharsets.UTF_8).lines().toList();
    if (lines.isEmpty()) {
      throw new CorruptFileException(
          FileCode.CHECKPOINT_DAMAGED, file, "a first line", "none", ADVICE);
    }
    require(file, header, JsonLines.value(file, 1, lines.get(0), Header.class, "a search", ADVICE));
    List<TrialResult> results = new ArrayList<>();
    for (int n = 1; n < lines.size(); n++) {
      results.add(
          JsonLines.value(file, n + 1L, lines.get(n), TrialResult.class, "a trial", ADVICE));
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    try {
      channel.truncate(whole);
      channel.position(channel.size());
      return new TuningJournal(channel, results);
    } catch (IOException e) {
      Closing.after(e, channel);
      throw e;
    }
  }

  private static void require(Path file, Header expected, Header found) {
    if (!expected.equals(found)) {
      throw new ConfigException(
          TrainingCode.CHECKPOINT_MISMATCH,
          file
              + ": expected the search "
              + Json.line(expected)
              + ", found "
              + Json.line(found)
              + "; name another folder, or delete this one");
    }
  }

  /** All lines so far, in their order; a view. */
  List<TrialResult> results() {
    return results;
  }

  /** Writes a line; it is on the disk when this returns. */
  void add(TrialResult result) throws IOException {
    ByteBuffer line = ByteBuffer.wrap((Json.line(result) + "\n").getBytes(StandardCharsets.UTF_8));
    while (line.hasRemaining()) {
      channel.write(line);
    }
    channel.force(true);
    results.add(result);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
