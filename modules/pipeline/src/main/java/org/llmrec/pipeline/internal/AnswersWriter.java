package org.llmrec.pipeline.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.answer.Answer;

/**
 * Writes the answers of a generation: all of them into one file, and the bare texts of each field
 * into a file of its own. Not thread-safe.
 */
final class AnswersWriter implements AutoCloseable {
  private final Path folder;
  private final List<String> fields;
  private final Writer all;
  private final Map<String, Writer> texts = new LinkedHashMap<>();
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long items;

  /**
   * Into a folder.
   *
   * @param fields in the order in which an item's answers are kept
   */
  AnswersWriter(Path folder, List<String> fields) throws IOException {
    this.folder = folder;
    this.fields = fields;
    all = Files.newBufferedWriter(folder.resolve(AnswersStage.ANSWERS));
  }

  /** The next item's answers, by field. */
  void write(Map<String, Answer> answers) throws IOException {
    items++;
    for (String field : fields) {
      Answer answer = answers.get(field);
      if (answer != null) {
        counts.merge(field, 1L, Long::sum);
        line(all, answer);
        line(texts(field), new FieldText(answer.item(), answer.answer()));
      }
    }
  }

  private static void line(Writer writer, Object value) throws IOException {
    writer.write(Json.line(value));
    writer.write('\n');
  }

  private Writer texts(String field) throws IOException {
    Writer writer = texts.get(field);
    if (writer == null) {
      Path file = folder.resolve(AnswersStage.textsFile(field));
      Files.createDirectories(file.getParent());
      BufferedWriter made = Files.newBufferedWriter(file);
      texts.put(field, made);
      return made;
    }
    return writer;
  }

  /** How many items have an answer, by field; no entry for a field without one. */
  Map<String, Long> counts() {
    Map<String, Long> ordered = new LinkedHashMap<>();
    fields.stream()
        .filter(counts::containsKey)
        .forEach(field -> ordered.put(field, counts.get(field)));
    return ordered;
  }

  /** How many items there were. */
  long items() {
    return items;
  }

  @Override
  public void close() throws IOException {
    try (all) {
      for (Writer writer : texts.values()) {
        writer.close();
      }
    }
  }
}
