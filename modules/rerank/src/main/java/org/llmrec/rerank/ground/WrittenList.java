package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.llmrec.llm.text.RawAnswer;

/**
 * Finds the entries of a list of titles that a model wrote: a list in JSON or Python's way, also
 * one that was cut, numbered or bulleted lines, one title a line, or titles in one line. Prose
 * around, code fences, bold type, quotation marks and reasons behind a title are left out where it
 * is certain that they are no part of it. Stateless and thread-safe.
 */
public final class WrittenList {
  /** How much further in than another an entry may stand; what is deeper belongs to an entry. */
  private static final int MOST_INDENT = 1;

  /** What is left of a list without entries. */
  private static final String EMPTY = " []{}()*_`\"'.,;:-–—…";

  private WrittenList() {}

  /**
   * The entries in order, as written, repeated ones too. What a token limit has cut in half is left
   * out where that shows.
   *
   * @param answer what the model wrote, with thoughts, fences and all
   * @return none of them blank, none longer than 501 code points; empty if the answer is empty or
   *     refuses
   */
  public static List<String> entries(String answer) {
    String text = RawAnswer.unfenced(RawAnswer.plain(answer));
    List<String> quoted = QuotedLists.longest(text);
    if (!quoted.isEmpty()) {
      return tidy(withoutNumbers(quoted).map(EntryText::ofQuoted));
    }
    if (QuotedLists.begun(text)) {
      return List.of();
    }
    List<ListLine> lines = text.lines().map(ListLine::of).toList();
    for (ListLine.Kind kind : List.of(ListLine.Kind.NUMBER, ListLine.Kind.BULLET)) {
      List<ListLine> marked = lines.stream().filter(line -> line.kind() == kind).toList();
      boolean many = marked.size() > 1 || kind == ListLine.Kind.BULLET;
      if (many && !marked.isEmpty()) {
        return tidy(shallow(marked).map(line -> EntryText.ofLine(line.text())));
      }
    }
    List<ListLine> titles = unmarked(lines);
    if (titles.size() < 2 && Refusal.in(text)) {
      return List.of();
    }
    if (titles.size() == 1) {
      return tidy(OneLineList.entries(titles.get(0).whole()).stream().map(EntryText::ofLine));
    }
    return tidy(titles.stream().map(line -> EntryText.ofLine(line.whole())));
  }

  private static List<String> tidy(Stream<String> entries) {
    return entries.filter(entry -> !entry.chars().allMatch(c -> EMPTY.indexOf(c) >= 0)).toList();
  }

  private static Stream<ListLine> shallow(List<ListLine> lines) {
    int least = lines.stream().mapToInt(ListLine::indent).min().orElse(0);
    return lines.stream().filter(line -> line.indent() <= least + MOST_INDENT);
  }

  /** Quoted texts may carry numbers of their own; then all do. */
  private static Stream<String> withoutNumbers(List<String> quoted) {
    List<ListLine> lines = quoted.stream().map(ListLine::of).toList();
    boolean numbered =
        lines.size() > 1 && lines.stream().allMatch(line -> line.kind() == ListLine.Kind.NUMBER);
    Function<Integer, String> entry = i -> numbered ? lines.get(i).text() : quoted.get(i);
    return Stream.iterate(0, i -> i + 1).limit(quoted.size()).map(entry);
  }

  /** The longest run of lines that are no prose; all such lines where each stands alone. */
  private static List<ListLine> unmarked(List<ListLine> lines) {
    List<List<ListLine>> blocks = new ArrayList<>();
    boolean fresh = true;
    for (ListLine line : lines) {
      if (line.blank() || line.prose()) {
        fresh = true;
        continue;
      }
      if (fresh) {
        blocks.add(new ArrayList<>());
      }
      blocks.getLast().add(line);
      fresh = false;
    }
    List<ListLine> longest =
        blocks.stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
    return longest.size() > 1 ? longest : blocks.stream().flatMap(List::stream).toList();
  }
}
