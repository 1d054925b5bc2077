package org.llmrec.cli.internal;

import java.io.IOException;
import org.llmrec.recommender.RecommenderOptions;
import org.llmrec.recommender.Request;
import picocli.CommandLine.Mixin;

/** What the commands share whose best few can be reranked. */
abstract class RerankingCommand extends AnswerCommand {
  @Mixin private RerankOptions rerank;

  /** Null without reranking. */
  private OpenReranker reranker;

  @Override
  public Integer call() throws IOException {
    try (OpenReranker opened = rerank.open(folder())) {
      reranker = opened;
      int code = super.call();
      if (opened != null && opened.last() != null) {
        RerankingLines.print(terminal, opened.last());
      }
      return code;
    }
  }

  @Override
  RecommenderOptions options() {
    return reranker == null ? super.options() : super.options().reranker(reranker);
  }

  /** The request with reranking, if that is asked for. */
  Request reranked(Request request) {
    return reranker == null ? request : request.rerank(rerank.top());
  }
}
