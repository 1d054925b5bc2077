package org.llmrec.cli.internal;

import java.util.List;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches. */
@Command(
    name = "search",
    description = "Finds items by words and by meaning; with a user, in the order of their taste.")
final class SearchCommand extends RerankingCommand {
  @Parameters(arity = "1..*", paramLabel = "QUERY", description = "What a person would type.")
  private List<String> words;

  @Option(names = "--user", paramLabel = "ID", description = "Who asks.")
  private String user;

  @Mixin private DiversityOption diversity;

  @Override
  Response ask(Recommender recommender) {
    Request request =
        Request.forQuery(String.join(" ", words)).k(k).filter(filter()).deadline(deadline());
    if (user != null) {
      request = request.user(user);
    }
    request = diversity.of(request);
    return recommender.recommend(reranked(request));
  }
}
