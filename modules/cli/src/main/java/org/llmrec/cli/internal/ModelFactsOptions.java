package org.llmrec.cli.internal;

import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.store.ModelFacts;
import picocli.CommandLine.Option;

/** What a person says of a model; goes before what its files say. */
final class ModelFactsOptions {
  @Option(
      names = "--pooling",
      paramLabel = "HOW",
      description = "mean, cls or max: how the word pieces' vectors become one.")
  private Pooling pooling;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "Word pieces that it reads of a text.")
  private Integer maxTokens;

  @Option(
      names = "--query-prefix",
      paramLabel = "TEXT",
      description = "What it wants before a query, with the blank.")
  private String queryPrefix;

  @Option(
      names = "--passage-prefix",
      paramLabel = "TEXT",
      description = "What it wants before an item's text, with the blank.")
  private String passagePrefix;

  @Option(
      names = "--normalise",
      negatable = true,
      description =
          "Whether vectors are scaled to length 1 (default: yes, unless its files say no).")
  private Boolean normalise;

  @Option(names = "--licence", paramLabel = "SPDX", description = "Its licence, such as MIT.")
  private String licence;

  /** All of it, with a name that may be null. */
  ModelFacts facts(String name) {
    return new ModelFacts(
        Optional.ofNullable(name),
        Optional.ofNullable(pooling),
        Optional.ofNullable(normalise),
        maxTokens == null ? OptionalInt.empty() : OptionalInt.of(maxTokens),
        Optional.ofNullable(queryPrefix),
        Optional.ofNullable(passagePrefix),
        Optional.ofNullable(licence),
        Optional.empty());
  }
}
