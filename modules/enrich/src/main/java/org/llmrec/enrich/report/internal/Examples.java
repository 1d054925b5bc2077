package org.llmrec.enrich.report.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.llmrec.core.Item;
import org.llmrec.enrich.answer.FieldAnswer;
import org.llmrec.enrich.report.ExampleItem;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.StoredAnswer;

/** Chooses items among those with a text, each with the same probability (algorithm R). */
final class Examples {
  private static final int CHARACTERS = 1_500;

  private record Chosen(long place, ExampleItem item) {}

  private final int count;
  private final SplittableRandom random;
  private final List<Chosen> chosen = new ArrayList<>();
  private long offered;

  Examples(int count, long seed) {
    this.count = count;
    this.random = new SplittableRandom(seed);
  }

  void offer(Item item, Collection<FieldAnswer> answers) {
    if (count == 0 || answers.stream().noneMatch(a -> a.text().isPresent())) {
      return;
    }
    offered++;
    if (chosen.size() < count) {
      chosen.add(new Chosen(offered, example(item, answers)));
    } else {
      long place = random.nextLong(offered);
      if (place < count) {
        chosen.set((int) place, new Chosen(offered, example(item, answers)));
      }
    }
  }

  private static ExampleItem example(Item item, Collection<FieldAnswer> answers) {
    return new ExampleItem(
        item.id(),
        Excerpt.of(item.title(), CHARACTERS),
        Excerpt.of(item.description(), CHARACTERS),
        answers.stream().map(Examples::text).toList());
  }

  private static ExampleItem.Text text(FieldAnswer answer) {
    String origin =
        answer
            .row()
            .filter(row -> answer.text().isPresent())
            .map(
                row ->
                    row.status() == AnswerStatus.IMPORTED
                        ? row.model() + ", imported"
                        : row.model())
            .orElse("");
    return new ExampleItem.Text(
        answer.field(),
        answer.text().map(text -> Excerpt.of(text, CHARACTERS)),
        origin,
        Excerpt.of(answer.row().map(StoredAnswer::problem).orElse(""), CHARACTERS));
  }

  /** In the order in which they came, with these fields. */
  List<ExampleItem> chosen(Collection<String> fields) {
    return chosen.stream()
        .sorted(Comparator.comparingLong(Chosen::place))
        .map(each -> each.item().withFields(fields))
        .toList();
  }
}
