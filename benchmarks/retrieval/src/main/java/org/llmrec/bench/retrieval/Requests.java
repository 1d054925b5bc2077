package org.llmrec.bench.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.llmrec.core.Deadline;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.source.CandidateSource;
import org.llmrec.retrieve.source.CoEngaged;
import org.llmrec.retrieve.source.History;
import org.llmrec.retrieve.source.Meaning;
import org.llmrec.retrieve.source.Newcomers;
import org.llmrec.retrieve.source.Part;
import org.llmrec.retrieve.source.Popular;
import org.llmrec.retrieve.source.Retrieval;
import org.llmrec.retrieve.source.Seeker;
import org.llmrec.retrieve.source.Tower;
import org.llmrec.retrieve.source.Words;

/**
 * Requests to one index: somebody who liked {@value #LIKED} items, whose taste lies near one of
 * them, and who types three words that follow each other in the texts. Each source is asked by all
 * of them in turn after a fifth of them for warming up; nothing else runs, and the index has been
 * read once, so that the system has it in memory.
 */
final class Requests {
  private static final int LIKED = 20;
  private static final int MIDDLES = 4;

  private final Settings settings;
  private final CatalogueIndex index;
  private final List<Seeker> seekers = new ArrayList<>();

  Requests(Settings settings, Grown grown, CatalogueIndex index) {
    this.settings = settings;
    this.index = index;
    SplittableRandom random = new SplittableRandom(99);
    for (int q = 0; q < settings.queries(); q++) {
      float[] meaning = grown.text(random);
      seekers.add(
          Seeker.nobody()
              .query(grown.words(random, 3))
              .meaning(meaning)
              .taste(grown.tower(meaning))
              .liked(random.ints(LIKED, 0, index.size()).distinct().toArray()));
    }
  }

  /** A source, how many of Lucene's queries it asks, and its exact form. */
  private record Asked(
      String name, CandidateSource source, int queries, Optional<CandidateSource> exact) {}

  private static List<Asked> sources() {
    return List.of(
        new Asked("words", new Words(), 1, Optional.empty()),
        new Asked("meaning", new Meaning(), 1, Optional.of(new Meaning(true))),
        new Asked("taste", new Tower(), 1, Optional.of(new Tower(true))),
        new Asked(
            "history", new History(), MIDDLES, Optional.of(new History(MIDDLES, LIKED, true))),
        new Asked(
            "newcomers", new Newcomers(), 1, Optional.of(new Newcomers(Newcomers.FEW, true))),
        new Asked("co-engaged", new CoEngaged(), 0, Optional.empty()),
        new Asked("popular", new Popular(), 0, Optional.empty()));
  }

  List<Report.Times> time() {
    List<Report.Times> times = new ArrayList<>();
    List<Asked> all = sources();
    for (Asked asked : all) {
      times.add(times(asked.name(), List.of(asked), of(List.of(asked))));
    }
    fused("search fused", all.subList(0, 2), times);
    fused("recommendation fused", all.subList(2, all.size()), times);
    fused("all fused", all, times);
    return times;
  }

  private void fused(String name, List<Asked> parts, List<Report.Times> times) {
    if (settings.threads() == 1) {
      times.add(times(name, parts, of(parts)));
      return;
    }
    // The thread that asks takes its share.
    try (ExecutorService threads = Executors.newFixedThreadPool(settings.threads() - 1)) {
      times.add(times(name, parts, of(parts).on(threads)));
    }
  }

  private Retrieval of(List<Asked> parts) {
    return Retrieval.of(
        parts.stream().map(asked -> new Part(asked.source(), settings.wanted())).toList());
  }

  private CatalogueSearch search(Seeker seeker) {
    return index.search(Filter.none(), seeker.liked(), Deadline.none());
  }

  private Report.Times times(String name, List<Asked> parts, Retrieval retrieval) {
    double[] millis = new double[seekers.size()];
    for (int warm = 0; warm < seekers.size() / 5; warm++) {
      retrieval.find(search(seekers.get(warm)), seekers.get(warm), settings.wanted());
    }
    for (int i = 0; i < millis.length; i++) {
      long begun = System.nanoTime();
      retrieval.find(search(seekers.get(i)), seekers.get(i), settings.wanted());
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    return new Report.Times(
        name,
        at(millis, 0.5),
        at(millis, 0.95),
        at(millis, 0.99),
        recall(parts, retrieval),
        parts.stream().mapToInt(Asked::queries).sum(),
        compared(parts),
        parts.size() == 1 ? List.of() : parts.stream().map(Asked::name).toList());
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  /** Of one source; what several compare together depends on what they share. */
  private double compared(List<Asked> parts) {
    if (parts.size() > 1) {
      return 0;
    }
    CandidateSource source = parts.getFirst().source();
    return seekers.stream()
        .mapToLong(seeker -> source.find(search(seeker), seeker, settings.wanted()).compared())
        .average()
        .orElseThrow();
  }

  /** The share of what is found when every source compares everything; NaN where each does. */
  private double recall(List<Asked> parts, Retrieval retrieval) {
    if (parts.stream().allMatch(asked -> asked.exact().isEmpty())) {
      return Double.NaN;
    }
    Retrieval exact =
        Retrieval.of(
            parts.stream()
                .map(asked -> new Part(asked.exact().orElse(asked.source()), settings.wanted()))
                .toList());
    long found = 0;
    long wanted = 0;
    for (Seeker seeker : seekers.subList(0, Math.min(settings.exact(), seekers.size()))) {
      Set<Integer> best = new HashSet<>();
      for (int ordinal : exact.find(search(seeker), seeker, settings.wanted()).ordinals()) {
        best.add(ordinal);
      }
      wanted += best.size();
      for (int ordinal : retrieval.find(search(seeker), seeker, settings.wanted()).ordinals()) {
        found += best.contains(ordinal) ? 1 : 0;
      }
    }
    return (double) found / wanted;
  }
}
