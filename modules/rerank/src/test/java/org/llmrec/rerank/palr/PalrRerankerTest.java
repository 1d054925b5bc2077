package org.llmrec.rerank.palr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.Outcome;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.Reranked;
import org.llmrec.rerank.Reranking;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;
import org.llmrec.rerank.prompt.Asking;

/** A model that chooses among candidates, by history and profile. */
class PalrRerankerTest {
  private static final List<String> TITLES =
      List.of("Alien", "Brazil", "Cube", "Dune", "Eraserhead", "Fargo", "Gravity", "Heat");
  private static final History ELSEWHERE =
      new History(List.of(HistoryItem.of("elsewhere", "Elsewhere")));
  private static final Optional<Profile> PROFILE =
      Optional.of(new Profile(List.of(new Interest("fear", List.of("Alien")))));

  @Test
  void theLatestTwentyAreShownInTheOrderOfTime() {
    PalrReranker reranker = PalrReranker.of(Asking.of(new ScriptedModel()), 1);
    History history = History.NONE;
    for (int i = 1; i <= 25; i++) {
      history = history.then(HistoryItem.of("h" + i, "Film " + i));
    }
    String prompt = reranker.prompt(history, PROFILE, CandidateList.of(candidates(3), history, 1));
    assertFalse(prompt.contains("\"Film 5\""), prompt);
    int at = -1;
    for (int i = 6; i <= 25; i++) {
      int next = prompt.indexOf("\"Film " + i + "\"");
      assertTrue(next > at, prompt);
      at = next;
    }
    assertTrue(prompt.contains("likes, the most important first: [\"fear\"]"), prompt);
    assertTrue(prompt.contains("the 3 items"), prompt);
  }

  @Test
  void candidatesAreUniqueShuffledByTheSeedAndOutsideTheHistory() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<Candidate> found = new ArrayList<>();
      for (int n = random.nextInt(30); n > 0; n--) {
        found.add(new Candidate("i" + random.nextInt(20), "t", 0));
      }
      History history = History.NONE;
      for (int n = random.nextInt(10); n > 0; n--) {
        history = history.then(HistoryItem.of("i" + random.nextInt(20), "t"));
      }
      CandidateList list = CandidateList.of(found, history, seed);
      String label = "seed " + seed;
      HashSet<String> expected = new HashSet<>(found.stream().map(Candidate::id).toList());
      history.items().forEach(item -> expected.remove(item.id()));
      assertEquals(expected, new HashSet<>(list.ids()), label);
      assertEquals(expected.size(), list.ids().size(), label);
      assertEquals(found.size(), list.shown().size() + list.met() + list.repeated(), label);
      assertEquals(list, CandidateList.of(found, history, list.seed()), label);
    }
    assertNotEquals(
        CandidateList.of(candidates(8), History.NONE, 1).ids(),
        CandidateList.of(candidates(8), History.NONE, 2).ids());
  }

  @Test
  void whatIsNoCandidateIsCountedAndLeftOut() {
    TitleIndex catalogue =
        TitleIndex.of(TITLES.stream().map(title -> "i" + TITLES.indexOf(title)).toList(), TITLES);
    PalrReranker reranker =
        answering("[\"Cube\", \"Heat\", \"The Matrix\", \"Alien\"]").catalogue(catalogue);
    PalrReranker.Chosen chosen =
        reranker.choose(History.NONE, Optional.empty(), candidates(4), Deadline.none());
    assertEquals(List.of("i2", "i0"), chosen.ids());
    assertEquals(0.5, chosen.hallucinationRate());
    assertEquals(List.of("i7"), chosen.grounded().outside());
    assertEquals(List.of("The Matrix"), chosen.grounded().invalid());
  }

  @Test
  void whatWasChosenComesFirstAndTheOthersFollow() {
    Reranking answer = rerank("[\"Cube\", \"Alien\"]", ELSEWHERE, 5);
    assertEquals(List.of("i2", "i0", "i1", "i3", "i4"), ids(answer));
    assertEquals(
        List.of(4.0, 3.0, 0.0, 0.0, 0.0),
        answer.items().stream().map(item -> item.score().getAsDouble()).toList());
    assertInstanceOf(Outcome.Repaired.class, answer.outcome());
    assertEquals(new Outcome.Full(), rerank("[\"Cube\", \"Alien\"]", ELSEWHERE, 5, 2).outcome());
  }

  @Test
  void whatTheUserMetIsNotShownAndStaysWhereItIs() {
    History met = new History(List.of(HistoryItem.of("i1", "Brazil")));
    Reranking answer = rerank("[\"Brazil\", \"Dune\"]", met, 4);
    assertEquals(List.of("i3", "i1", "i0", "i2"), ids(answer));
    assertTrue(answer.items().get(1).score().isEmpty());
    assertInstanceOf(Outcome.Partial.class, answer.outcome());
  }

  @Test
  void whereNothingCanBeUsedTheGivenOrderStays() {
    for (String written : List.of("", "I'm sorry, I can't.", "[\"The Matrix\"]")) {
      Reranking answer = rerank(written, ELSEWHERE, 4);
      assertEquals(List.of("i0", "i1", "i2", "i3"), ids(answer), written);
      assertInstanceOf(Outcome.Fallback.class, answer.outcome(), written);
    }
    Reranking late =
        answering("[\"Dune\"]")
            .rerank(request(ELSEWHERE, candidates(4)).deadline(Deadline.in(Duration.ZERO)));
    assertInstanceOf(Outcome.Partial.class, late.outcome());
    assertEquals(0, late.cost().prompts());
    assertTrue(rerank("x", ELSEWHERE, 0).full());
  }

  @Test
  void whateverTheModelWritesNoCandidateIsLost() {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      StringBuilder written = new StringBuilder(random.nextBoolean() ? "[" : "");
      for (int n = random.nextInt(10); n > 0; n--) {
        written.append('"').append(TITLES.get(random.nextInt(TITLES.size()))).append('"');
        written.append(random.nextBoolean() ? ", " : "\n");
      }
      History met = new History(List.of(HistoryItem.of("i" + random.nextInt(8), "t")));
      List<Candidate> candidates = candidates(random.nextInt(9));
      int top = 1 + random.nextInt(9);
      Reranking answer = answering(written.toString()).rerank(request(met, candidates).top(top));
      String label = "seed " + seed + ": " + written;
      assertEquals(
          new HashSet<>(candidates),
          new HashSet<>(answer.items().stream().map(Reranked::candidate).toList()),
          label);
      for (int i = top; i < candidates.size(); i++) {
        assertEquals(candidates.get(i), answer.items().get(i).candidate(), label);
      }
    }
  }

  @Test
  void ofSomebodyUnknownNobodyIsAsked() {
    Reranking answer = rerank("[\"Cube\"]", History.NONE, 4);
    assertEquals(List.of("i0", "i1", "i2", "i3"), ids(answer));
    String why = assertInstanceOf(Outcome.Fallback.class, answer.outcome()).why();
    assertTrue(why.contains("nothing is known"), why);
    assertEquals(0, answer.cost().prompts());
  }

  @Test
  void manyPeopleAreServedEachByTheirOwnHistoryAndProfile() {
    List<String> prompts = new ArrayList<>();
    Asking asking =
        Asking.of(
                new ScriptedModel(
                    (call, messages) -> {
                      String prompt = messages.getLast().content();
                      prompts.add(prompt);
                      return prompt.contains("candidates, in no order")
                          ? "[\"Cube\"]"
                          : "1. \"horror\": [\"Alien\"]\n2. \"space\": [\"Alien\"]";
                    }))
            .structured(false);
    ProfileStore store = ProfileStore.inMemory();
    PalrReranker reranker =
        PalrReranker.of(asking, 1)
            .profiles(new Profiles(store, ProfileWriter.of(asking), Refresh.USUAL));
    History alien = new History(List.of(HistoryItem.of("h1", "Alien")));
    RerankRequest ann = RerankRequest.of(Person.of(alien).id("ann"), candidates(4).subList(1, 4));
    assertEquals(2, reranker.rerank(ann).cost().prompts());
    assertEquals(1, reranker.rerank(ann).cost().prompts(), "the profile was kept");
    assertEquals(1, store.size());
    RerankRequest nameless = ann.person(Person.of(ELSEWHERE));
    assertEquals(List.of("i2", "i1", "i3"), ids(reranker.rerank(nameless)));
    assertEquals(2, reranker.rerank(nameless).cost().prompts(), "nobody's profile is kept");
    assertEquals(1, store.size());
    assertTrue(prompts.getLast().contains("Elsewhere"), prompts.getLast());
  }

  private static RerankRequest request(History history, List<Candidate> candidates) {
    return RerankRequest.of(Person.of(history), candidates);
  }

  private static Reranking rerank(String written, History history, int n) {
    return answering(written).rerank(request(history, candidates(n)));
  }

  private static Reranking rerank(String written, History history, int n, int count) {
    return answering(written).count(count).rerank(request(history, candidates(n)));
  }

  private static PalrReranker answering(String written) {
    return PalrReranker.of(
        Asking.of(new ScriptedModel((call, messages) -> written)).structured(false), 1);
  }

  private static List<Candidate> candidates(int n) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      candidates.add(new Candidate("i" + i, TITLES.get(i), 0));
    }
    return candidates;
  }

  private static List<String> ids(Reranking answer) {
    return answer.items().stream().map(item -> item.candidate().id()).toList();
  }
}
