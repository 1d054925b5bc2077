package org.llmrec.rerank.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;

/** Draws tasks and examples; item ids tell who uses them, so that none is in two roles. */
final class Questions {
  private static final String ALPHABET = "abc XYZ\"\\[]<>{}\n,.1é";

  private final Random random;

  Questions(long seed) {
    this.random = new Random(seed);
  }

  /** One of each form. */
  List<Task> tasks() {
    Known known = random.nextBoolean() ? new Known.Met(history("h")) : new Known.InWords(text());
    return List.of(
        new Task.Rate(item("t"), new Scale(random.nextInt(2), 3 + random.nextInt(5))),
        new Task.Next(history("h"), 1 + random.nextInt(12)),
        new Task.Choose(known, candidates(), 1 + random.nextInt(12), labels()),
        new Task.Judge(history("h"), item("t")),
        new Task.Rank(known, candidates(), 1 + random.nextInt(12), labels()),
        new Task.Explain(history("h"), item("t")),
        new Task.Summarise("the review: " + text()));
  }

  /** Examples that fit a task. */
  List<Example> examples(Task task) {
    List<Example> examples = new ArrayList<>();
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      examples.add(example(task));
    }
    return examples;
  }

  private Example example(Task task) {
    Whose whose = random.nextBoolean() ? Whose.OWN : Whose.OTHER;
    return switch (task) {
      case Task.Rate t -> new Example.Rated(whose, item("e").value(1 + random.nextInt(5)));
      case Task.Explain t -> new Example.Explained(item("e"), text());
      case Task.Summarise t -> new Example.Summarised("another: " + text(), text());
      default -> new Example.Continued(whose, history("e"), item("e"));
    };
  }

  HistoryItem item(String role) {
    return HistoryItem.of(role + random.nextInt(1_000_000), role + text());
  }

  History history(String role) {
    History history = History.NONE;
    for (int n = random.nextInt(6); n > 0; n--) {
      history = history.then(item(role));
    }
    return history;
  }

  private List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      candidates.add(new Candidate("c" + i, text(), 0));
    }
    return candidates;
  }

  private Labels labels() {
    return Labels.values()[random.nextInt(2)];
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(20); n > 0; n--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
