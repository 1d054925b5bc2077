package org.llmrec.enrich.report.internal;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.llmrec.enrich.report.PromptReport;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.StoredAnswer;

/** Counts for one prompt. */
final class PromptTally {
  /** Problems are sentences one after the other. */
  private static final Pattern SENTENCES = Pattern.compile("(?<=[.!?]) +(?=\\p{Lu})");

  /** What comes before the problem: the field that it is about. */
  private static final Pattern FIELD = Pattern.compile("^Field \"[^\"]*\": ");

  private static final Pattern NUMBERS = Pattern.compile("\\d+");
  private static final int CHARACTERS = 100;

  private final String prompt;
  private final int version;
  private final long[] statuses = new long[AnswerStatus.values().length];
  private final Kinds problems = new Kinds();
  private long promptTokens;
  private long completionTokens;
  private double cost;

  PromptTally(String prompt, int version) {
    this.prompt = prompt;
    this.version = version;
  }

  void add(StoredAnswer row) {
    statuses[place(row.status())]++;
    promptTokens += row.promptTokens();
    completionTokens += row.completionTokens();
    cost += row.cost();
    if (row.status() != AnswerStatus.OK) {
      kinds(row).forEach(problems::add);
    }
  }

  /** What is wrong with a row, without what is the row's own; each kind once. */
  static Set<String> kinds(StoredAnswer row) {
    Set<String> kinds = new LinkedHashSet<>();
    if (row.status() == AnswerStatus.FAILED) {
      // The kind of failure, and then what it said.
      kinds.add(kind(row.problem(), ":"));
    } else {
      for (String sentence : SENTENCES.split(row.problem())) {
        // What is wrong, and then what to do about it.
        kinds.add(kind(FIELD.matcher(sentence).replaceFirst(""), ";"));
      }
    }
    kinds.remove("");
    return kinds.isEmpty() ? Set.of("not said") : kinds;
  }

  private static String kind(String problem, String end) {
    int at = problem.indexOf(end);
    String kind = NUMBERS.matcher(at < 0 ? problem : problem.substring(0, at)).replaceAll("N");
    return Excerpt.of(kind.strip(), CHARACTERS);
  }

  private static int place(AnswerStatus status) {
    return switch (status) {
      case OK -> 0;
      case WARNED -> 1;
      case DISCARDED -> 2;
      case FAILED -> 3;
      case IMPORTED -> 4;
    };
  }

  PromptReport report() {
    return new PromptReport(
        prompt,
        version,
        statuses[0],
        statuses[1],
        statuses[2],
        statuses[3],
        promptTokens,
        completionTokens,
        cost,
        problems.byCount());
  }
}
