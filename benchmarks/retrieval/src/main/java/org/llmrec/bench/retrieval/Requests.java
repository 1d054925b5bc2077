package org.llmrec.bench.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.llmrec.retrieve.source.Part;
import org.llmrec.retrieve.source.Popular;
import org.llmrec.retrieve.source.Retrieval;
import org.llmrec.retrieve.source.Seeker;
import org.llmrec.retrieve.source.Tower;
import org.llmrec.retrieve.source.Words;

/**
 * Requests to one index: somebody who liked {@value #LIKED} items, whose taste lies near one of
 * them, and who types three words that follow each other in the texts. Each source is asked by all
 * of them in turn after a fifth of them for warming up; nothing else runs.
 */
final class Requests {
  private static final int K = 200;
  private static final int LIKED = 20;

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

  List<Report.Times> time() {
    Map<String, CandidateSource> sources = new LinkedHashMap<>();
    sources.put("words", new Words());
    sources.put("meaning", new Meaning());
    sources.put("taste", new Tower());
    sources.put("history", new History());
    sources.put("co-engaged", new CoEngaged());
    sources.put("popular", new Popular());
    Map<String, CandidateSource> exact =
        Map.of(
            "meaning", new Meaning(true),
            "taste", new Tower(true),
            "history", new History(4, LIKED, true));
    List<Report.Times> times = new ArrayList<>();
    sources.forEach(
        (name, source) ->
            times.add(
                times(
                    name,
                    Retrieval.of(new Part(source, K)),
                    exact.containsKey(name) ? recall(source, exact.get(name)) : Double.NaN)));
    Retrieval fused = Retrieval.of(sources.values().stream().map(s -> new Part(s, K)).toList());
    Retrieval search =
        Retrieval.of(new Part(new Words(), K), new Part(new Meaning(), K), new Part(new Tower(), K));
    if (settings.threads() == 1) {
      times.add(times("words, meaning and taste fused", search, Double.NaN));
      times.add(times("all fused", fused, Double.NaN));
    } else {
      try (ExecutorService threads = Executors.newFixedThreadPool(settings.threads())) {
        times.add(times("words, meaning and taste fused", search.on(threads), Double.NaN));
        times.add(times("all fused", fused.on(threads), Double.NaN));
      }
    }
    return times;
  }

  private CatalogueSearch search(Seeker seeker) {
    return index.search(Filter.none(), seeker.liked(), Deadline.none());
  }

  private Report.Times times(String name, Retrieval retrieval, double recall) {
    double[] millis = new double[seekers.size()];
    for (int warm = 0; warm < seekers.size() / 5; warm++) {
      retrieval.find(search(seekers.get(warm)), seekers.get(warm), K);
    }
    for (int i = 0; i < millis.length; i++) {
      long begun = System.nanoTime();
      retrieval.find(search(seekers.get(i)), seekers.get(i), K);
      millis[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(millis);
    return new Report.Times(
        name, at(millis, 0.5), at(millis, 0.95), at(millis, 0.99), recall);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  private double recall(CandidateSource source, CandidateSource exact) {
    long found = 0;
    long wanted = 0;
    for (Seeker seeker : seekers.subList(0, Math.min(settings.exact(), seekers.size()))) {
      Set<Integer> true200 = new HashSet<>();
      for (int ordinal : exact.find(search(seeker), seeker, K).ordinals()) {
        true200.add(ordinal);
      }
      wanted += true200.size();
      for (int ordinal : source.find(search(seeker), seeker, K).ordinals()) {
        found += true200.contains(ordinal) ? 1 : 0;
      }
    }
    return (double) found / wanted;
  }
}
