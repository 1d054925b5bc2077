package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.StoredItem;

/** What the ways of answering have in common: collecting sources and notes, cutting to k. */
final class Answer {
  private final Serving serving;
  private final CatalogueSearch search;
  private final List<Note> notes;
  private final List<Hits> hits = new ArrayList<>();
  private final List<String> cutShort = new ArrayList<>();

  Answer(Serving serving, CatalogueSearch search, List<Note> notes) {
    this.serving = serving;
    this.search = search;
    this.notes = notes;
  }

  CatalogueSearch search() {
    return search;
  }

  void add(Hits answer) {
    hits.add(answer);
    if (answer.partial()) {
      cutShort("the search " + SourceWords.of(answer.source()));
    }
  }

  void cutShort(String what) {
    cutShort.add(what);
  }

  List<Hits> hits() {
    return hits;
  }

  /** The popularity of some items, as a stage. */
  float[] popularity(int[] ordinals) {
    float[] counts = new float[ordinals.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = serving.index().popularity(ordinals[i]);
    }
    return counts;
  }

  /**
   * The response.
   *
   * @param order positions, best first
   * @param finalScores by position
   * @param nothing why nothing was found although items were eligible
   */
  Response respond(
      Scored scored,
      int[] order,
      double[] finalScores,
      int k,
      Reasons reasons,
      Filter filter,
      String nothing) {
    int n = Math.min(k, order.length);
    List<String> sentences = reasons.of(scored, Arrays.copyOf(order, n));
    List<Ranked> items = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      int i = order[r];
      StoredItem item = serving.index().item(scored.ordinals()[i]);
      items.add(
          new Ranked(
              item.id(),
              item.title(),
              item.categories(),
              r + 1,
              finalScores[i],
              scored.probability(i),
              scored.stages(i),
              scored.sources(i),
              scored.columns(i),
              sentences.get(r)));
    }
    if (!cutShort.isEmpty()) {
      notes.add(
          new Note(
              Note.Code.PARTIAL,
              "the deadline passed and cut short "
                  + Sentences.and(cutShort)
                  + "; better items may be missing"));
    }
    if (items.isEmpty()) {
      notes.add(new Note(Note.Code.NOTHING_FOUND, why(filter, nothing)));
    }
    return new Response(items, notes, serving.generation().id());
  }

  private String why(Filter filter, String nothing) {
    CatalogueView index = serving.index();
    if (search.eligible() == 0) {
      return filter.isNone()
          ? "all " + index.size() + " items of the catalogue are left out as seen"
          : "of the " + index.size() + " items none passes the filter and is not left out as seen";
    }
    if (!cutShort.isEmpty()) {
      return "the deadline passed before anything was found";
    }
    return nothing;
  }
}
