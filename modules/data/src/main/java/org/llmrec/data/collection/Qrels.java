package org.llmrec.data.collection;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Values;

/**
 * Which documents people judged for which topic, and how. Grades from 1 on are relevant; 0 and
 * below were looked at and found not to be. Immutable.
 */
public final class Qrels {
  private static final String EXPECTED =
      "expected topic, iteration, document and a whole grade (or, throughout the file, topic, document"
          + " and grade)";

  private final SortedMap<String, SortedMap<String, Integer>> judged;

  private Qrels(SortedMap<String, SortedMap<String, Integer>> judged) {
    this.judged = judged;
  }

  /**
   * Reads a file, packed with gzip or not. A line has four fields ({@code topic iteration document
   * grade}, as TREC writes them) or three ({@code query-id corpus-id score}, as BEIR does), all
   * lines as many as the first; a first line that begins with a column's name, such as {@code
   * query-id}, is a header. A second judgement of the same document for the same topic is refused
   * where its grade differs.
   *
   * @throws ConfigException if there is no such file, or no judgement in it
   * @throws BadRecordException if {@code rejects} is strict and a line is bad
   */
  public static Qrels read(Path file, Rejects rejects) throws IOException {
    SortedMap<String, SortedMap<String, Integer>> judged = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(TextEncoding.reader(file, TextEncoding.of(file, Optional.empty())))) {
      long number = 0;
      boolean first = true;
      // Of three fields, two may be a document and its grade or an iteration and a document.
      int fields = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] cells = line.strip().split("\\s+", -1);
        boolean header = first && Topics.isHeader(cells[0]);
        first &= line.isBlank();
        if (line.isBlank() || header) {
          continue;
        }
        try {
          if (fields == 0 && (cells.length == 3 || cells.length == 4)) {
            fields = cells.length;
          }
          if (cells.length != fields) {
            throw new BadFieldException(
                "", Reason.FIELD_COUNT, EXPECTED + ", found " + cells.length + " fields");
          }
          add(judged, cells);
        } catch (BadFieldException e) {
          rejects.add(file, number, e.field(), e.reason(), e.getMessage(), line);
        }
      }
    }
    if (judged.isEmpty()) {
      throw new ConfigException(
          DataCode.DATA_EMPTY, file + ": " + EXPECTED + ", found no such line");
    }
    judged.replaceAll((topic, grades) -> Collections.unmodifiableSortedMap(grades));
    return new Qrels(judged);
  }

  private static void add(SortedMap<String, SortedMap<String, Integer>> judged, String[] cells)
      throws BadFieldException {
    String cell = cells[cells.length - 1];
    if (!isGrade(cell)) {
      throw new BadFieldException("grade", Reason.NOT_A_NUMBER, EXPECTED + ", found " + cell);
    }
    int grade = Integer.parseInt(cell);
    String topic = Values.id("topic", TextNode.valueOf(cells[0]));
    String document = Values.id("document", TextNode.valueOf(cells[cells.length - 2]));
    Integer before =
        judged.computeIfAbsent(topic, id -> new TreeMap<>()).putIfAbsent(document, grade);
    if (before != null && before != grade) {
      throw new BadFieldException(
          "grade",
          Reason.DUPLICATE,
          "grade " + before + " before, now " + grade + ", for topic " + topic + ", " + document);
    }
  }

  private static boolean isGrade(String cell) {
    return cell.matches("[+-]?\\d{1,9}");
  }

  /** The topics that have judgements of any grade. */
  public Set<String> topics() {
    return Collections.unmodifiableSet(judged.keySet());
  }

  /** From the documents judged for a topic to their grades; empty for one that has none. */
  public SortedMap<String, Integer> of(String topic) {
    return judged.getOrDefault(topic, Collections.emptySortedMap());
  }

  /** The documents that are relevant for any topic. */
  public SortedSet<String> relevantDocuments() {
    SortedSet<String> documents = new TreeSet<>();
    judged
        .values()
        .forEach(
            grades ->
                grades.forEach(
                    (document, grade) -> {
                      if (grade >= 1) {
                        documents.add(document);
                      }
                    }));
    return documents;
  }

  /** How many judgements there are. */
  public int size() {
    return judged.values().stream().mapToInt(SortedMap::size).sum();
  }
}
