package org.llmrec.rerank.palr;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Cost;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranker;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.ground.Grounded;
import org.llmrec.rerank.ground.Grounding;
import org.llmrec.rerank.ground.OrderSchema;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.ground.WrittenList;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.prompt.Asking;
import org.llmrec.rerank.prompt.Reply;

/**
 * PALR (Chen et al., arXiv 2305.07622): a model chooses from what a retriever found, by the history
 * and a profile of the user. Its answer may name candidates only; whatever else it names is counted
 * and left out. The first line of a candidate's text is its title. Thread-safe.
 *
 * <p>As a reranker it goes by the request's person, whatever the query. What was chosen comes
 * first, then the other candidates as they were. A score is how many candidates stand behind, 0 for
 * one that was not chosen. Those that the person met are not shown and stay where they are. Where
 * nothing is known of the person nobody is asked.
 *
 * @param asking who is asked; tuned on {@link InstructionData} or not
 * @param profiles where the profiles of people are from, in reranking; empty to go by the history
 *     alone. Of somebody without a key one is written and not kept
 * @param catalogue all titles, so that another item's is not taken for a candidate's that is like
 *     it; empty to look among the candidates alone
 * @param latest how many items of a history are shown, the most recent, 1 or more
 * @param count how many items are asked for, 1 or more
 * @param seed of the order in which candidates are shown
 */
public record PalrReranker(
    Asking asking,
    Optional<Profiles> profiles,
    Optional<TitleIndex> catalogue,
    int latest,
    int count,
    long seed)
    implements Reranker {
  /** How many items of a history are shown in the paper. */
  public static final int LATEST = 20;

  private static final int TOKENS_FRAME = 64;
  private static final int TOKENS_TITLE = 40;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public PalrReranker {
    Objects.requireNonNull(asking, "asking");
    Objects.requireNonNull(profiles, "profiles");
    Objects.requireNonNull(catalogue, "catalogue");
    if (latest < 1 || count < 1) {
      throw new IllegalArgumentException(
          "expected 1 item to show and to ask for or more, found " + latest + ", " + count);
    }
  }

  /** The latest 20, the best 10. */
  public static PalrReranker of(Asking asking, long seed) {
    return new PalrReranker(asking, Optional.empty(), Optional.empty(), LATEST, 10, seed);
  }

  /** The same with the titles of the whole catalogue, which has all candidates. */
  public PalrReranker catalogue(TitleIndex titles) {
    return new PalrReranker(asking, profiles, Optional.of(titles), latest, count, seed);
  }

  /** The same that goes by profiles as well. */
  public PalrReranker profiles(Profiles kept) {
    return new PalrReranker(asking, Optional.of(kept), catalogue, latest, count, seed);
  }

  /** The same that asks for so many items. */
  public PalrReranker count(int wanted) {
    return new PalrReranker(asking, profiles, catalogue, latest, wanted, seed);
  }

  /**
   * What a model chose.
   *
   * @param ids candidates, the best first, each once
   * @param grounded how sure it is that these were meant, and what was invented
   * @param candidates what it chose from
   * @param reply what it wrote and what that took
   */
  public record Chosen(List<String> ids, Grounded grounded, CandidateList candidates, Reply reply) {
    /** Copies the list. */
    public Chosen {
      ids = List.copyOf(ids);
    }

    /** The share of what it named that is no candidate, in [0, 1]. */
    public double hallucinationRate() {
      return grounded.outsideRate();
    }
  }

  /** The question. */
  public String prompt(History history, Optional<Profile> profile, CandidateList candidates) {
    return PalrWording.instruction(true, Math.min(count, candidates.shown().size()))
        + "\n\n"
        + PalrWording.input(
            history.latest(latest),
            profile,
            Optional.of(candidates.shown().stream().map(Candidate::title).toList()));
  }

  /**
   * Chooses. Nobody is asked where there is no candidate.
   *
   * @param history all of it, the oldest first
   * @throws LlmrecException naming the model, if it fails, or if the thread is interrupted
   */
  public Chosen choose(
      History history, Optional<Profile> profile, List<Candidate> found, Deadline deadline) {
    CandidateList candidates = CandidateList.of(found, history, seed);
    List<Candidate> shown = candidates.shown();
    Reply reply =
        shown.isEmpty()
            ? Reply.NONE
            : asking.ask(
                prompt(history, profile, candidates),
                OrderSchema.titles(Math.min(count, shown.size())),
                TOKENS_FRAME + TOKENS_TITLE * Math.min(count, shown.size()),
                deadline);
    TitleIndex titles =
        catalogue.orElseGet(
            () -> TitleIndex.of(candidates.ids(), shown.stream().map(Candidate::title).toList()));
    Grounded grounded =
        Grounding.among(titles, candidates.ids())
            .ground(reply.answered() ? WrittenList.entries(reply.text()) : List.of());
    return new Chosen(grounded.ids(), grounded, candidates, reply);
  }

  /** Of tastes alone. */
  @Override
  public boolean takes(RerankRequest.Aim aim) {
    return aim == RerankRequest.Aim.TASTE;
  }

  @Override
  public Reranking rerank(RerankRequest request) {
    List<Candidate> head = request.head();
    if (head.isEmpty()) {
      return Reranking.byScores(request, new double[0], new Outcome.Full(), Reply.NONE.cost(0));
    }
    if (!request.person().known()) {
      return Reranking.ofUnknown(request);
    }
    Optional<Profiles.Found> found =
        profiles.map(all -> all.of(request.person(), request.deadline()));
    Chosen chosen =
        choose(
            request.person().history(),
            found.flatMap(Profiles.Found::profile),
            head,
            request.deadline());
    Cost cost = chosen.reply().cost(0);
    Optional<Reply> asked = found.flatMap(Profiles.Found::reply);
    double[] scores = new double[head.size()];
    Arrays.fill(scores, Double.NaN);
    if (!chosen.ids().isEmpty()) {
      Map<String, Integer> places = new HashMap<>();
      for (int i = 0; i < chosen.ids().size(); i++) {
        places.put(chosen.ids().get(i), i);
      }
      int shown = chosen.candidates().shown().size();
      for (String id : chosen.candidates().ids()) {
        places.putIfAbsent(id, shown - 1);
      }
      for (int i = 0; i < head.size(); i++) {
        Integer place = places.get(head.get(i).id());
        scores[i] = place == null ? Double.NaN : shown - 1 - place;
      }
    }
    return Reranking.byScores(
        request,
        scores,
        outcome(chosen),
        asked.map(reply -> reply.cost(0).plus(cost)).orElse(cost));
  }

  private Outcome outcome(Chosen chosen) {
    int shown = chosen.candidates().shown().size();
    Reply reply = chosen.reply();
    if (shown > 0 && !reply.answered()) {
      return reply.kind() == Reply.Kind.LATE
          ? new Outcome.Partial(reply.why())
          : new Outcome.Fallback(reply.why());
    }
    if (shown > 0 && chosen.ids().isEmpty()) {
      return new Outcome.Fallback("the answer names no candidate");
    }
    if (chosen.candidates().met() > 0) {
      return new Outcome.Partial(
          chosen.candidates().met() + " candidates are in the history and were not shown");
    }
    int wanted = Math.min(count, shown);
    int invented = chosen.grounded().invalid().size() + chosen.grounded().outsideEntries();
    int missing = Math.max(0, wanted - chosen.ids().size());
    if (invented + missing + chosen.grounded().duplicates() == 0) {
      return new Outcome.Full();
    }
    return new Outcome.Repaired(
        1,
        "of "
            + wanted
            + " candidates that were asked for the answer leaves out "
            + missing
            + ", names "
            + chosen.grounded().duplicates()
            + " again and "
            + invented
            + " that are none");
  }
}
