package org.llmrec.train.linear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.llmrec.core.Progress;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.catalogue.ImportedCatalogue;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.metrics.Metric;
import org.llmrec.metrics.RankedRelevance;
import org.llmrec.train.method.FittedMethod;

/** The real ratings, where they lie beside the repository, and the mean of a metric on them. */
public final class MovieLens {
  private static final Path DATA =
      Path.of(System.getProperty("llmrec.root", "."), "..", "shared", "data", "movielens-small");

  private MovieLens() {}

  /** Ratings from 4 on; skips the test where there are none. */
  public static InteractionTable positives(Path scratch) throws IOException {
    Assumptions.assumeTrue(Files.isRegularFile(DATA.resolve("ratings.csv")), "no MovieLens here");
    Rejects rejects = Rejects.counting();
    Feedback feedback = new Feedback.Threshold(4);
    CatalogueSource movies = new CatalogueSource(DATA, Format.MOVIELENS, Map.of());
    Path catalogue = scratch.resolve("c.jsonl");
    ImportedCatalogue imported = CatalogueImport.run(movies, catalogue, rejects, Progress.silent());
    InteractionSource ratings =
        new InteractionSource(DATA, Format.MOVIELENS, Map.of(), feedback, Repeats.LATEST);
    Path rows = scratch.resolve("i.csv");
    InteractionImport.run(ratings, imported.items(), rows, rejects, Progress.silent());
    return InteractionTable.read(rows).positives(feedback);
  }

  /** The mean over the cases, ties by expectation. */
  public static double mean(
      String metric, FittedMethod fitted, List<EvaluationCase> cases, int items) {
    Metric named = Metric.named(metric);
    return cases.stream()
        .mapToDouble(
            asked -> {
              float[] scores = new float[items];
              fitted.score(asked.asker(), scores);
              return named.of(
                  RankedRelevance.expected(
                      scores, asked.candidates(), asked.masked(), asked.relevant(), null));
            })
        .average()
        .orElseThrow();
  }
}
