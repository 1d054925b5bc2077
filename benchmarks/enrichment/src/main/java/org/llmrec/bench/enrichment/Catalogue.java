package org.llmrec.bench.enrichment;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.Item;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.job.Workload;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.llm.Sampling;

/** Films that nobody made, each with a description of some 300 letters; made as they are read. */
final class Catalogue {
  static final String MODEL = "benchmark";
  static final String TEXT =
      "A keeper of a lighthouse finds letters that were never sent and follows them across three"
          + " countries, to people who each remember another story about the same summer.";

  /** What a model would write: about 35 tokens. */
  static final String ANSWER =
      "{\"text\": \"Letters nobody posted lead an old lighthouse keeper through Europe, where every"
          + " host recalls those months by the sea in a different way.\"}";

  private static final PromptTemplate PROMPT = PromptTemplate.load("paraphrase", 2);

  private Catalogue() {}

  static Item film(int number) {
    return new Item(
        "film-" + number,
        "The Lighthouse, Part " + number,
        TEXT + " Part " + number + " of the series begins where the one before it ended: at sea.",
        List.of("Drama", "Mystery"),
        Map.of("year", Integer.toString(1950 + number % 75)));
  }

  /** One prompt about each of so many films. */
  static Workload workload(int items) {
    return new Workload(
        new Questions(List.of(PROMPT), NeighbourSource.none(), MODEL, Sampling.greedy(200)),
        items,
        () -> IntStream.range(0, items).mapToObj(Catalogue::film));
  }

  /** The question about a film, for a caller without a job. */
  static String question(int number) {
    return PROMPT.render(film(number), List.of());
  }
}
