package org.llmrec.cli.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.llmrec.rerank.Cost;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.explain.Explanation;
import org.llmrec.rerank.explain.Reason;
import org.llmrec.rerank.family.DryRun;

/** What a reranking was and took, for people. */
final class RerankingLines {
  private RerankingLines() {}

  static void print(Terminal terminal, Reranking reranking) {
    Cost cost = reranking.cost();
    terminal.note(
        "reranked %s: %,d judgements, %,d prompts%s, %,d tokens read and %,d written%s, %s",
        outcome(reranking.outcome()),
        cost.judgements(),
        cost.prompts(),
        cost.cached() > 0 ? String.format(Locale.ROOT, " (%,d from memory)", cost.cached()) : "",
        cost.tokens(),
        cost.written(),
        money(cost.money()),
        String.format(Locale.ROOT, "%.1f s", cost.time().toMillis() / 1e3));
  }

  private static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Full full -> "in full";
      case Outcome.Repaired repaired -> "with repairs (" + repaired.why() + ")";
      case Outcome.Partial partial -> "in part (" + partial.why() + ")";
      case Outcome.Fallback fallback -> "not at all (" + fallback.why() + ")";
    };
  }

  /**
   * The same for programs.
   *
   * @param outcome full, repaired, partial or fallback
   * @param why in one sentence; empty where it is full
   * @param reasons for the first items; empty unless they were asked for
   */
  record Report(List<Place> items, String outcome, String why, Spent spent, List<Reason> reasons) {
    static Report of(Reranking reranking, Optional<Explanation> reasons) {
      List<Place> places = new ArrayList<>();
      for (Reranked item : reranking.items()) {
        places.add(new Place(item.candidate().id(), places.size() + 1, item.given(), item.score()));
      }
      Spent spent = Spent.of(reranking.cost());
      List<Reason> said = reasons.map(Explanation::reasons).orElse(List.of());
      return switch (reranking.outcome()) {
        case Outcome.Full full -> new Report(places, "full", "", spent, said);
        case Outcome.Repaired repaired ->
            new Report(places, "repaired", repaired.why(), spent, said);
        case Outcome.Partial partial -> new Report(places, "partial", partial.why(), spent, said);
        case Outcome.Fallback fallback ->
            new Report(places, "fallback", fallback.why(), spent, said);
      };
    }
  }

  /** What it took; money is absent where no price is known. */
  record Spent(
      long judgements,
      long prompts,
      long cached,
      long tokens,
      long written,
      OptionalDouble money,
      double seconds) {
    static Spent of(Cost cost) {
      return new Spent(
          cost.judgements(),
          cost.prompts(),
          cost.cached(),
          cost.tokens(),
          cost.written(),
          Double.isNaN(cost.money()) ? OptionalDouble.empty() : OptionalDouble.of(cost.money()),
          cost.time().toMillis() / 1e3);
    }
  }

  /** An item in its new place. */
  record Place(String id, int rank, int was, OptionalDouble score) {}

  private static String money(double money) {
    return Double.isNaN(money) || money == 0
        ? ""
        : String.format(Locale.ROOT, ", cost %.6f", money);
  }

  static void print(Terminal terminal, DryRun estimate) {
    terminal.line("strategy  %s: %s", estimate.label(), estimate.why());
    terminal.line(
        "prompts   %,d%s",
        estimate.prompts(), estimate.reversed() ? ", if the order is the wrong way round" : "");
    terminal.line(
        "tokens    about %,d read and %,d written", estimate.tokens(), estimate.written());
    if (estimate.money() > 0) {
      terminal.line("cost      about %.6f", estimate.money());
    }
  }
}
