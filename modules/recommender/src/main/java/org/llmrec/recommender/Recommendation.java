package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.vector.Vectors;
import org.llmrec.rank.foreign.Use;
import org.llmrec.rank.list.ListRanker;
import org.llmrec.rerank.RerankRequest;
import org.llmrec.rerank.history.Person;
import org.llmrec.retrieve.Candidate;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.signal.Candidates;
import org.llmrec.retrieve.signal.RankerColumns;
import org.llmrec.retrieve.source.CandidateSource;
import org.llmrec.retrieve.source.CoEngaged;
import org.llmrec.retrieve.source.History;
import org.llmrec.retrieve.source.Newcomers;
import org.llmrec.retrieve.source.Part;
import org.llmrec.retrieve.source.Popular;
import org.llmrec.retrieve.source.Retrieval;
import org.llmrec.retrieve.source.Seeker;
import org.llmrec.retrieve.source.Tower;

/** Answers a request for a user, a history, a query, or several of them. */
final class Recommendation {
  /**
   * What the taste of the average user weighs in a search by nobody in particular, against 1 for
   * the words and 1 for the meaning: enough to put the better known of two equally fitting items
   * first, too little to lift an item that does not fit.
   */
  private static final double CROWD = 0.35;

  /**
   * Who finds candidates where the ranker decides their order: what one of them misses another may
   * have, and an item too many costs next to nothing.
   */
  private static final List<CandidateSource> BY_TASTE =
      List.of(new Tower(), new History(), new CoEngaged(), new Popular(), new Newcomers());

  private final Serving serving;
  private final Request request;
  private final int window;
  private final List<Note> notes = new ArrayList<>();
  private final Taste taste;
  private final Answer answer;

  private Recommendation(Serving serving, Request request) {
    this.serving = serving;
    this.request = request;
    this.window = request.window();
    if (request.rerank().isPresent()) {
      Better.reranker(serving);
    }
    this.taste = Taste.of(serving, request, notes);
    this.answer =
        new Answer(
            serving,
            serving.index().search(request.filter(), taste.excluded(), request.deadline()),
            notes);
  }

  static Response of(Serving serving, Request request) {
    Recommendation recommendation = new Recommendation(serving, request);
    Optional<String> query = recommendation.query();
    return query.isPresent() ? recommendation.byQuery(query.get()) : recommendation.byTaste();
  }

  /** The query, unless there is nothing in it to search by. */
  private Optional<String> query() {
    Optional<String> query = request.query();
    if (query.isPresent() && !serving.index().hasWords(query.get())) {
      notes.add(
          new Note(Note.Code.EMPTY_QUERY, "the query has no word to search by and was ignored"));
      return Optional.empty();
    }
    if (query.isPresent() && serving.index().isCut(query.get())) {
      notes.add(
          new Note(
              Note.Code.QUERY_CUT,
              "the query has more different words than are searched by; only the first of them"
                  + " count"));
    }
    return query;
  }

  private Response byTaste() {
    if (request.user().isEmpty() && request.history().isEmpty()) {
      notes.add(
          new Note(Note.Code.NO_USER, "neither user nor history: this is the average user's list"));
    }
    Optional<float[]> meanText = taste.meanText(serving);
    Seeker seeker = Seeker.nobody().taste(taste.vector()).liked(taste.liked());
    Retrieval retrieval =
        Retrieval.of(BY_TASTE.stream().map(source -> new Part(source, window)).toList());
    retrieval.lists(answer.search(), seeker).forEach(answer::add);
    Scored scored = new Scored(Candidate.union(answer.hits()));
    meanText.ifPresent(mean -> addTexts(scored, mean));
    addTasteAndPopularity(scored);
    TasteReasons towers = new TasteReasons(serving, taste);
    Optional<ImportedRanking> imported = imported(Use.RECOMMEND, scored);
    if (serving.lists().isEmpty() || !taste.personal() || taste.liked().length == 0) {
      return byTaste(scored, Stage.TASTE, towers, imported);
    }
    ListRanker ranker = serving.lists().get();
    try (ShortList list = new ShortList(ranker, taste, scored.ordinals(), towers)) {
      scored.add(Stage.RANKER, list.scores(scored.of(Stage.TASTE)));
      if (request.probabilities()) {
        scored.addProbabilities(list.probabilities());
      }
      imported.ifPresent(theirs -> theirs.tell(RankerColumns.LIST, list::told));
      return byTaste(scored, Stage.RANKER, list, imported);
    }
  }

  /** The imported ranker, if there is one for such requests. */
  private Optional<ImportedRanking> imported(Use use, Scored scored) {
    return serving
        .imported()
        .filter(ranker -> ranker.schema().uses().contains(use) && scored.size() > 0)
        .map(ranker -> new ImportedRanking(ranker, serving, scored, taste));
  }

  /** Adds what the imported ranker says; false where there is no time, or it fails. */
  private boolean addImported(ImportedRanking imported, Scored scored) {
    if (request.deadline().expired()) {
      answer.cutShort("the imported ranker");
      return false;
    }
    try {
      scored.add(Stage.FOREIGN, imported.scores());
      return true;
    } catch (LlmrecException e) {
      notes.add(
          new Note(Note.Code.NOT_RANKED, "not ranked by the imported ranker: " + e.getMessage()));
      return false;
    }
  }

  /**
   * In the order of a stage that has a value for every candidate, unless an imported ranker has
   * another.
   */
  private Response byTaste(
      Scored scored, Stage own, Reasons ownReasons, Optional<ImportedRanking> imported) {
    boolean theirs = imported.isPresent() && addImported(imported.get(), scored);
    Stage last = theirs ? Stage.FOREIGN : own;
    Reasons reasons = theirs ? imported.get() : ownReasons;
    double[] finalScores = scored.finalScores(last);
    int[] order = scored.order(finalScores, Stage.TASTE);
    if (request.rerank().isPresent() && rerankableByTaste()) {
      Better better = rerank("", RerankRequest.Aim.TASTE, scored, order, finalScores);
      order = better.order();
      finalScores = better.finalScores();
    }
    return respond(
        scored, order, finalScores, reasons, "no item has a value that this request could rank by");
  }

  /** Whether the reranker judges by a query; else says that it does not. */
  private boolean rerankableByQuery() {
    boolean able = Better.reranker(serving).takes(RerankRequest.Aim.SEARCH);
    if (!able) {
      notes.add(
          new Note(
              Note.Code.NOT_RERANKED,
              "not reranked: this reranker goes by what somebody liked, not by a query"));
    }
    return able;
  }

  /** Whether there is a taste to rerank by, and a reranker that can; else says why not. */
  private boolean rerankableByTaste() {
    boolean able = Better.reranker(serving).takes(RerankRequest.Aim.TASTE);
    boolean known = taste.personal() && taste.liked().length > 0;
    if (!able || !known) {
      notes.add(
          new Note(
              Note.Code.NOT_RERANKED,
              "not reranked: there is no query to rerank by"
                  + (able ? ", and nothing is known that somebody liked" : "")));
    }
    return able && known;
  }

  private Better rerank(
      String query, RerankRequest.Aim aim, Scored scored, int[] order, double[] finalScores) {
    RerankRequest asked =
        new RerankRequest(
            query, aim, person(), List.of(), request.rerank().orElseThrow(), request.deadline());
    Better better = Better.of(serving, asked, scored, order, finalScores, notes);
    if (!better.full()) {
      answer.cutShort("the reranking");
    }
    return better;
  }

  /** The average taste is nobody's: what many liked says nothing of who asks. */
  private Person person() {
    return taste.personal()
        ? Better.person(serving, request.user(), taste.liked())
        : Person.UNKNOWN;
  }

  private Response byQuery(String query) {
    int found = Math.max(window, serving.order().map(QueryOrder::depth).orElse(0));
    answer.add(answer.search().words(query, found));
    Optional<float[]> meaning = meaning(query);
    meaning.ifPresent(vector -> answer.add(answer.search().text(vector, found)));
    Scored scored = new Scored(Candidate.union(answer.hits()));
    scored.add(Stage.WORDS, Source.WORDS);
    meaning.ifPresent(vector -> addTexts(scored, vector));
    addTasteAndPopularity(scored);
    Optional<ImportedRanking> imported = imported(Use.SEARCH, scored);
    boolean learnt = meaning.isPresent() && addOrder(scored, query, meaning.get(), imported);
    boolean theirs = imported.isPresent() && addImported(imported.get(), scored);
    double[] finalScores =
        theirs ? scored.finalScores(Stage.FOREIGN) : scored.fused(weights(learnt));
    int[] order = scored.order(finalScores, Stage.TASTE);
    if (request.rerank().isPresent() && rerankableByQuery()) {
      Better better = rerank(query, RerankRequest.Aim.SEARCH, scored, order, finalScores);
      order = better.order();
      finalScores = better.finalScores();
    }
    return respond(
        scored,
        order,
        finalScores,
        theirs ? imported.get() : new TasteReasons(serving, taste).afterMatches(query),
        meaning.isPresent()
            ? "no eligible item has a word of the query or a text vector"
            : "no eligible item has a word of the query");
  }

  /**
   * Who decides the order, by rank. The learnt order speaks for words and meaning together, and for
   * popularity as well, so that the crowd is not asked again.
   */
  private Map<Stage, Double> weights(boolean learnt) {
    if (!learnt) {
      return Map.of(Stage.WORDS, 1.0, Stage.TEXT, 1.0, Stage.TASTE, taste.personal() ? 1.0 : CROWD);
    }
    return taste.personal()
        ? Map.of(Stage.SEARCH, 2.0, Stage.TASTE, 1.0)
        : Map.of(Stage.SEARCH, 1.0);
  }

  /** Adds the learnt order, where there is one and time for it. */
  private boolean addOrder(
      Scored scored, String query, float[] vector, Optional<ImportedRanking> imported) {
    float[] direction = Vectors.normalise(vector.clone());
    imported.ifPresent(theirs -> theirs.tellQuery(direction));
    if (serving.order().isEmpty()) {
      return false;
    }
    if (!request.deadline().expired()) {
      QueryOrder order = serving.order().get();
      Candidates found = order.candidates(serving.index(), answer.search(), query, direction);
      float[] scores = order.scores(found, serving.index().ordinals(), scored.ordinals());
      // Cut short, the features would be those of another search.
      if (!request.deadline().expired()) {
        scored.add(Stage.SEARCH, scores);
        imported.ifPresent(
            theirs ->
                theirs.tell(RankerColumns.QUERY, () -> QueryOrder.told(found, scored.ordinals())));
        return true;
      }
    }
    answer.cutShort("the learnt order");
    return false;
  }

  private Optional<float[]> meaning(String query) {
    if (serving.index().textDims() == 0) {
      notes.add(
          new Note(
              Note.Code.WORDS_ONLY,
              "searched by words only: no item of the catalogue has a text vector"));
      return Optional.empty();
    }
    if (request.deadline().expired()) {
      answer.cutShort("the search by meaning");
      return Optional.empty();
    }
    try {
      return Optional.of(serving.encoder().encode(query));
    } catch (QueryEncoder.Absent e) {
      notes.add(new Note(Note.Code.WORDS_ONLY, "searched by words only: " + e.getMessage()));
      return Optional.empty();
    }
  }

  private void addTexts(Scored scored, float[] vector) {
    scored.add(Stage.TEXT, serving.index().textCosines(vector, scored.ordinals()));
  }

  private void addTasteAndPopularity(Scored scored) {
    float[] tastes = new float[scored.size()];
    serving.ranker().score(taste.vector(), scored.ordinals(), tastes);
    scored.add(Stage.TASTE, tastes);
    scored.add(Stage.POPULARITY, answer.popularity(scored.ordinals()));
  }

  private Response respond(
      Scored scored, int[] order, double[] finalScores, Reasons reasons, String nothing) {
    Better list =
        request.diversity() > 0
            ? Diverse.of(serving, request, scored, order, finalScores, notes)
            : new Better(order, finalScores, true);
    if (!list.full()) {
      answer.cutShort("the choice of items that differ");
    }
    return answer.respond(
        scored, list.order(), list.finalScores(), request.k(), reasons, request.filter(), nothing);
  }
}
