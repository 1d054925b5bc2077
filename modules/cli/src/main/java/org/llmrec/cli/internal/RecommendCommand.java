package org.llmrec.cli.internal;

import java.util.List;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Recommends. */
@Command(
    name = "recommend",
    description = {
      "Recommends items to a user, or to somebody who liked the items of a history.",
      "With neither, to the average user."
    })
final class RecommendCommand extends RerankingCommand {
  @Option(names = "--user", paramLabel = "ID", description = "A user of the interactions.")
  private String user;

  @Option(
      names = "--history",
      paramLabel = "ID",
      split = ",",
      description = "Items that were liked, by id, separated by commas.")
  private List<String> history;

  @Option(names = "--query", paramLabel = "TEXT", description = "Only what fits this text.")
  private String query;

  @Option(names = "--include-seen", description = "Also items that the user knows already.")
  private boolean includeSeen;

  @Mixin private DiversityOption diversity;

  @Option(
      names = "--probabilities",
      description =
          "With --json: how likely each item is among the positives that a person has hidden.")
  private boolean probabilities;

  @Override
  Response ask(Recommender recommender) {
    Request request =
        Request.forAnyone().k(k).filter(filter()).includeSeen(includeSeen).deadline(deadline());
    if (user != null) {
      request = request.user(user);
    }
    if (history != null) {
      request =
          request.history(history.stream().map(String::strip).filter(s -> !s.isEmpty()).toList());
    }
    if (query != null) {
      request = request.query(query);
    }
    return recommender.recommend(reranked(diversity.of(request).probabilities(probabilities)));
  }
}
