package org.llmrec.cli.internal;

import java.io.IOException;
import java.util.List;
import org.llmrec.encode.pair.PairScorer;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.RecommenderOptions;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;
import org.llmrec.rerank.CrossEncoderReranker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Searches. */
@Command(
    name = "search",
    description = "Finds items by words and by meaning; with a user, in the order of their taste.")
final class SearchCommand extends AnswerCommand {
  @Parameters(arity = "1..*", paramLabel = "QUERY", description = "What a person would type.")
  private List<String> words;

  @Option(names = "--user", paramLabel = "ID", description = "Who asks.")
  private String user;

  @Mixin private RerankOptions rerank;

  @Mixin private DiversityOption diversity;

  /** Null without reranking. */
  private PairScorer scorer;

  @Override
  public Integer call() throws IOException {
    try (PairScorer opened = rerank.open()) {
      scorer = opened;
      return super.call();
    }
  }

  @Override
  RecommenderOptions options() {
    return scorer == null
        ? super.options()
        : super.options().reranker(new CrossEncoderReranker(scorer));
  }

  @Override
  Response ask(Recommender recommender) {
    Request request =
        Request.forQuery(String.join(" ", words)).k(k).filter(filter()).deadline(deadline());
    if (user != null) {
      request = request.user(user);
    }
    request = diversity.of(request);
    return recommender.recommend(scorer == null ? request : request.rerank(rerank.top()));
  }
}
