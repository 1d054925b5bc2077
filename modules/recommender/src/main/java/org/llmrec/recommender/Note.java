package org.llmrec.recommender;

/**
 * Something about a response that the caller did not ask for and should know.
 *
 * @param code for programs
 * @param message one sentence for people
 */
public record Note(Code code, String message) {

  /** What there is to know. */
  public enum Code {
    /** The model does not know the user; the sentence says what was used instead. */
    UNKNOWN_USER,
    /** The user has no trained vector; one was folded in from what the user is known to like. */
    FOLDED_IN,
    /** Neither user nor history nor query was given: the list is the average user's. */
    NO_USER,
    /** A history was given and is empty. */
    EMPTY_HISTORY,
    /** Items that the catalogue does not have were ignored; the sentence names them. */
    UNKNOWN_ITEMS,
    /** The query has no word in it and was ignored. */
    EMPTY_QUERY,
    /** The query has more different words than are searched by. */
    QUERY_CUT,
    /** The query was searched by its words only, not by its meaning; the sentence says why. */
    WORDS_ONLY,
    /** Reranking was asked for and could not be done; the sentence says why. */
    NOT_RERANKED,
    /** The imported ranker failed and our own order stands; the sentence says why. */
    NOT_RANKED,
    /** A diverse list was asked for and there are no texts to tell items apart by. */
    NOT_DIVERSE,
    /** The list is empty; the sentence says why. */
    NOTHING_FOUND,
    /** The deadline passed: better items may be missing. The sentence says what was cut short. */
    PARTIAL
  }
}
