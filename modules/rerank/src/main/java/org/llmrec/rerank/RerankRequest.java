package org.llmrec.rerank;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.llmrec.core.Deadline;
import org.llmrec.rerank.history.Person;

/**
 * What is to be reranked.
 *
 * @param query what is looked for, in words: a query that somebody typed, or what is known of them;
 *     may be blank where the person says enough
 * @param aim whether that is to be searched for or is somebody's taste
 * @param person for whom, where that is known
 * @param candidates in their present order, the best first; no id twice
 * @param top how many of them are reranked, from the first, 1 or more; the others follow as they
 *     are
 * @param deadline when the answer is wanted
 */
public record RerankRequest(
    String query, Aim aim, Person person, List<Candidate> candidates, int top, Deadline deadline) {
  /** How many are reranked unless told otherwise. */
  public static final int DEFAULT_TOP = 20;

  /** What a query is. */
  public enum Aim {
    /** What somebody typed: items should answer it. */
    SEARCH,
    /** What somebody liked, or who they are: items should please them. */
    TASTE
  }

  /**
   * Copies the list and checks it.
   *
   * @throws IllegalArgumentException if {@code top} is less than 1 or an id is there twice
   */
  public RerankRequest {
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(aim, "aim");
    Objects.requireNonNull(person, "person");
    candidates = List.copyOf(candidates);
    Objects.requireNonNull(deadline, "deadline");
    if (top < 1) {
      throw new IllegalArgumentException("rerank top: expected 1 or more, found " + top);
    }
    Set<String> ids = HashSet.newHashSet(candidates.size());
    for (Candidate candidate : candidates) {
      if (!ids.add(candidate.id())) {
        throw new IllegalArgumentException(
            "rerank candidates: expected each id once, found " + candidate.id() + " twice");
      }
    }
  }

  /**
   * For a search.
   *
   * @throws IllegalArgumentException if {@code top} is less than 1 or an id is there twice
   */
  public RerankRequest(String query, List<Candidate> candidates, int top, Deadline deadline) {
    this(query, Aim.SEARCH, Person.UNKNOWN, candidates, top, deadline);
  }

  /** The first {@value #DEFAULT_TOP} candidates, however long it takes. */
  public static RerankRequest of(String query, List<Candidate> candidates) {
    return new RerankRequest(query, candidates, DEFAULT_TOP, Deadline.none());
  }

  /**
   * By the taste of somebody, who is told by what they met: the first {@value #DEFAULT_TOP}
   * candidates, however long it takes.
   */
  public static RerankRequest of(Person person, List<Candidate> candidates) {
    return new RerankRequest("", Aim.TASTE, person, candidates, DEFAULT_TOP, Deadline.none());
  }

  /** The same for this many. */
  public RerankRequest top(int first) {
    return new RerankRequest(query, aim, person, candidates, first, deadline);
  }

  /**
   * The same of these.
   *
   * @throws IllegalArgumentException if an id is there twice
   */
  public RerankRequest candidates(List<Candidate> others) {
    return new RerankRequest(query, aim, person, others, top, deadline);
  }

  /** The same with the query taken for that. */
  public RerankRequest aim(Aim meant) {
    return new RerankRequest(query, meant, person, candidates, top, deadline);
  }

  /** The same until then. */
  public RerankRequest deadline(Deadline until) {
    return new RerankRequest(query, aim, person, candidates, top, until);
  }

  /** The same for somebody. */
  public RerankRequest person(Person whose) {
    return new RerankRequest(query, aim, whose, candidates, top, deadline);
  }

  /** Those that are to be reranked, in their present order. */
  public List<Candidate> head() {
    return candidates.subList(0, Math.min(top, candidates.size()));
  }
}
