package org.llmrec.cli.internal;

import picocli.CommandLine.Command;

/** One command per stage: each builds its stage, and first what that needs. */
final class StageCommands {
  private StageCommands() {}

  /** {@code llmrec answers}. */
  @Command(
      name = "answers",
      description = "Takes the recorded answers of language models, and what it needs.")
  static final class Answers extends BuildingCommand {
    @Override
    String only() {
      return "answers";
    }
  }

  /** {@code llmrec encode}. */
  @Command(name = "encode", description = "Turns every text into a vector, and what it needs.")
  static final class Encode extends BuildingCommand {
    @Override
    String only() {
      return "encode";
    }
  }

  /** {@code llmrec train}. */
  @Command(
      name = "train",
      description = "Trains the towers and measures them against popularity, and what it needs.")
  static final class Train extends BuildingCommand {
    @Override
    String only() {
      return "train";
    }
  }

  /** {@code llmrec rank}. */
  @Command(
      name = "rank",
      description =
          "Learns to put a person's candidates in order by several methods, and what it needs.")
  static final class Rank extends BuildingCommand {
    @Override
    String only() {
      return "rank";
    }
  }

  /** {@code llmrec index}. */
  @Command(name = "index", description = "Builds the Lucene index, and what it needs.")
  static final class Index extends BuildingCommand {
    @Override
    String only() {
      return "index";
    }
  }
}
