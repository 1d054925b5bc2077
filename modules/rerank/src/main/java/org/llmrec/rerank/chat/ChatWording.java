package org.llmrec.rerank.chat;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.llmrec.llm.text.QuotedText;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.HistoryText;
import org.llmrec.rerank.prompt.Template;

/** Puts questions into the words of the templates. */
final class ChatWording {
  /** The version of all wordings. */
  static final int VERSION = 1;

  /** The most code points of a candidate's text or a title. */
  static final int MAX_TITLE = HistoryText.MAX_TITLE;

  /** The most code points of a review, an explanation or what is known of a user in words. */
  static final int MAX_TEXT = 4_000;

  private static final Template RATING = load("rating");
  private static final Template NEXT = load("next");
  private static final Template CHOOSE = load("choose");
  private static final Template JUDGE = load("judge");
  private static final Template DIRECT = load("direct");
  private static final Template EXPLAIN = load("explain");
  private static final Template SUMMARY = load("summary");

  private ChatWording() {}

  private static Template load(String name) {
    return Template.load("chat/" + name, VERSION);
  }

  static ChatPrompt prompt(ChatQuestion question) {
    Template template = template(question.task());
    Map<String, String> values = values(question.task());
    return new ChatPrompt(
        template.render("descriptor", values),
        question.injection().map(block -> injection(template, block)),
        template.render(part("case", known(question.task())), values),
        template.render(part("format", labels(question.task())), values),
        template.sha256());
  }

  private static Template template(Task task) {
    return switch (task) {
      case Task.Rate t -> RATING;
      case Task.Next t -> NEXT;
      case Task.Choose t -> CHOOSE;
      case Task.Judge t -> JUDGE;
      case Task.Rank t -> DIRECT;
      case Task.Explain t -> EXPLAIN;
      case Task.Summarise t -> SUMMARY;
    };
  }

  private static String part(String name, String kind) {
    return kind.isEmpty() ? name : name + "-" + kind;
  }

  private static String known(Task task) {
    return switch (task) {
      case Task.Choose choose -> choose.known() instanceof Known.Met ? "history" : "words";
      case Task.Rank rank -> rank.known() instanceof Known.Met ? "history" : "words";
      default -> "";
    };
  }

  private static String labels(Task task) {
    return switch (task) {
      case Task.Choose choose -> choose.labels() == Labels.TITLES ? "titles" : "numbers";
      case Task.Rank rank -> rank.labels() == Labels.TITLES ? "titles" : "numbers";
      default -> "";
    };
  }

  private static Map<String, String> values(Task task) {
    return switch (task) {
      case Task.Rate rate ->
          Map.of(
              "lowest", Scale.written(rate.scale().lowest()),
              "highest", Scale.written(rate.scale().highest()),
              "title", title(rate.item()));
      case Task.Next next ->
          Map.of("history", inTime(next.history()), "count", Integer.toString(next.count()));
      case Task.Judge judge ->
          Map.of("history", inTime(judge.history()), "title", title(judge.item()));
      case Task.Explain explain ->
          Map.of("history", inTime(explain.history()), "title", title(explain.item()));
      case Task.Summarise summarise -> Map.of("text", QuotedText.of(summarise.review(), MAX_TEXT));
      case Task.Choose choose ->
          among(choose.known(), false, choose.candidates(), choose.count(), choose.labels());
      case Task.Rank rank ->
          among(rank.known(), true, rank.candidates(), rank.count(), rank.labels());
    };
  }

  private static Map<String, String> among(
      Known known, boolean anyOrder, List<Candidate> candidates, int count, Labels labels) {
    Map<String, String> values = new TreeMap<>();
    switch (known) {
      case Known.Met met ->
          values.put("history", anyOrder ? byTitle(met.history()) : inTime(met.history()));
      case Known.InWords words -> values.put("words", QuotedText.of(words.text(), MAX_TEXT));
    }
    values.put("candidates", labels == Labels.TITLES ? titles(candidates) : numbered(candidates));
    values.put("count", Integer.toString(Math.min(count, candidates.size())));
    return values;
  }

  private static String injection(Template template, Injection block) {
    String examples =
        block.examples().stream()
            .map(example -> example(template, example))
            .collect(Collectors.joining("\n"));
    return template.render("injection", Map.of("examples", examples));
  }

  private static String example(Template template, Example example) {
    return switch (example) {
      case Example.Rated rated ->
          template.render(
              rated.whose().part(),
              Map.of(
                  "title", title(rated.item()),
                  "value", Scale.written(rated.item().value().getAsDouble())));
      case Example.Continued continued ->
          template.render(
              continued.whose().part(),
              Map.of(
                  "history",
                  template == DIRECT ? byTitle(continued.history()) : inTime(continued.history()),
                  "next",
                  title(continued.next())));
      case Example.Explained explained ->
          template.render(
              Whose.OTHER.part(),
              Map.of(
                  "title", title(explained.item()),
                  "text", QuotedText.of(explained.explanation(), MAX_TEXT)));
      case Example.Summarised summarised ->
          template.render(
              Whose.OTHER.part(),
              Map.of(
                  "text", QuotedText.of(summarised.review(), MAX_TEXT),
                  "title", QuotedText.of(summarised.headline(), MAX_TITLE)));
    };
  }

  private static String title(HistoryItem item) {
    return QuotedText.of(item.title(), MAX_TITLE);
  }

  private static String inTime(History history) {
    return QuotedText.array(history.items().stream().map(HistoryItem::title).toList(), MAX_TITLE);
  }

  /** The order of titles says nothing of time. */
  private static String byTitle(History history) {
    return QuotedText.array(
        history.items().stream().map(HistoryItem::title).sorted().toList(), MAX_TITLE);
  }

  private static String titles(List<Candidate> candidates) {
    return QuotedText.array(candidates.stream().map(Candidate::text).toList(), MAX_TITLE);
  }

  private static String numbered(List<Candidate> candidates) {
    StringJoiner lines = new StringJoiner("\n");
    for (int i = 0; i < candidates.size(); i++) {
      lines.add((i + 1) + ". " + QuotedText.of(candidates.get(i).text(), MAX_TITLE));
    }
    return lines.toString();
  }
}
