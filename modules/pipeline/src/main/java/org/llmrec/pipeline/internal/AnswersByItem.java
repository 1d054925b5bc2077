package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.answer.AnswerFiles;

/** Walks through the answers beside the catalogue: both are in the same order. */
final class AnswersByItem implements AutoCloseable {
  private final Stream<Answer> stream;
  private final Iterator<Answer> answers;
  private Answer next;

  private AnswersByItem(Stream<Answer> stream) {
    this.stream = stream;
    this.answers = stream.iterator();
    advance();
  }

  static AnswersByItem open(Path file) throws IOException {
    return new AnswersByItem(AnswerFiles.stream(file));
  }

  /** The item's answers by field. Items have to be asked for in catalogue order. */
  Map<String, Answer> of(String item) {
    Map<String, Answer> found = new LinkedHashMap<>();
    while (next != null && next.item().equals(item)) {
      found.put(next.prompt(), next);
      advance();
    }
    return found;
  }

  /** Only their texts, by field. */
  Map<String, String> texts(String item) {
    Map<String, String> texts = new LinkedHashMap<>();
    of(item).forEach((field, answer) -> texts.put(field, answer.answer()));
    return texts;
  }

  private void advance() {
    next = answers.hasNext() ? answers.next() : null;
  }

  @Override
  public void close() {
    stream.close();
  }
}
