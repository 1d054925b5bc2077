package org.llmrec.cli.internal;

import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Response;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Finds items like one. */
@Command(
    name = "similar",
    description = "Finds items like one: in what is written about them, and in who likes them.")
final class SimilarCommand extends AnswerCommand {
  @Parameters(paramLabel = "ITEM", description = "The item, by id.")
  private String item;

  @Override
  Response ask(Recommender recommender) {
    return recommender.similar(item, k, filter(), deadline());
  }
}
