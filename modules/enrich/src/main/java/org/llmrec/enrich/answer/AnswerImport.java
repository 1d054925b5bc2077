package org.llmrec.enrich.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.enrich.prompt.PromptTemplate;

/**
 * From recorded answers, in any order and in several files, to one file in catalogue order. Of
 * several answers of an item to a prompt the first stays, over all files in their order.
 */
public final class AnswerImport {
  private AnswerImport() {}

  /** With the prompts of {@link PromptTemplate#IDS}. */
  public static AnswerCounts run(
      List<Path> files, Ids items, Path out, Rejects rejects, Progress progress)
      throws IOException {
    return run(files, items, PromptTemplate.IDS, out, rejects, progress);
  }

  /**
   * Reads {@code files} and writes {@code out}, whole or not at all. Answers lie in a temporary
   * file beside {@code out} until all are known, so that memory holds 8 bytes for each item and
   * prompt.
   *
   * @param items the catalogue's ids in its order; an answer about another item is refused
   * @param prompts the prompts there are, in the order in which an item's answers are written
   * @param rejects takes every refused record; stays open
   * @throws ConfigException if a file is not there
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   */
  public static AnswerCounts run(
      List<Path> files,
      Ids items,
      List<String> prompts,
      Path out,
      Rejects rejects,
      Progress progress)
      throws IOException {
    long rejectedBefore = rejects.total();
    long read = 0;
    Tally tally = new Tally(items.size());
    try (Spill spill = Spill.beside(out, (long) items.size() * prompts.size())) {
      for (Path file : files) {
        read += read(file, items, prompts, rejects, progress, spill, tally);
      }
      AtomicFiles.write(out, spill::copyInOrder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new AnswerCounts(
        read, tally.total, rejects.total() - rejectedBefore, tally.coverage(prompts));
  }

  private static long read(
      Path file,
      Ids items,
      List<String> prompts,
      Rejects rejects,
      Progress progress,
      Spill spill,
      Tally tally)
      throws IOException {
    try (AnswerReader reader = new AnswerReader(file, items, prompts, rejects);
        Progress.Task task = progress.start("import answers", Files.size(file), "bytes")) {
      long told = 0;
      for (Answer answer = reader.next(); answer != null; answer = reader.next()) {
        long place =
            (long) items.indexOf(answer.item()) * prompts.size() + prompts.indexOf(answer.prompt());
        if (spill.add(place, AnswerFiles.line(answer))) {
          tally.add(answer);
        } else {
          reader.rejectLast("item", Reason.DUPLICATE, answer.item() + " with " + answer.prompt());
        }
        if (reader.read() % 1_000 == 0) {
          task.advance(reader.consumed() - told);
          told = reader.consumed();
        }
      }
      task.advance(reader.consumed() - told);
      return reader.read();
    }
  }

  /** Counts what was accepted. */
  private static final class Tally {
    private final int items;
    private final Map<String, Of> byPrompt = new HashMap<>();
    private long total;

    Tally(int items) {
      this.items = items;
    }

    void add(Answer answer) {
      total++;
      Of prompt = byPrompt.computeIfAbsent(answer.prompt(), name -> new Of());
      prompt.answers++;
      prompt.versions.add(answer.version());
      prompt.models.add(answer.model());
    }

    Map<String, PromptCoverage> coverage(List<String> prompts) {
      Map<String, PromptCoverage> ordered = new LinkedHashMap<>();
      for (String name : prompts) {
        Of prompt = byPrompt.get(name);
        if (prompt != null) {
          double share = (double) prompt.answers / items;
          ordered.put(
              name, new PromptCoverage(prompt.answers, share, prompt.versions, prompt.models));
        }
      }
      return ordered;
    }

    private static final class Of {
      private final TreeSet<Integer> versions = new TreeSet<>();
      private final TreeSet<String> models = new TreeSet<>();
      private long answers;
    }
  }
}
