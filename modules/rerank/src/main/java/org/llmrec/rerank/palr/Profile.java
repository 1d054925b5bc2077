package org.llmrec.rerank.palr;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What somebody likes, in keywords.
 *
 * @param interests the most important first
 */
public record Profile(List<Interest> interests) {
  /** Copies the list. */
  public Profile {
    interests = List.copyOf(interests);
  }

  /** The keywords alone, the most important first. */
  public List<String> words() {
    return interests.stream().map(Interest::keyword).toList();
  }

  /**
   * As a text to search with or to encode: {@code space opera (Alien, Dune); heist (Heat)}. It is
   * as foreign as the answer it was made of.
   */
  public String text() {
    return interests.stream()
        .map(
            interest ->
                interest.because().isEmpty()
                    ? interest.keyword()
                    : interest.keyword() + " (" + String.join(", ", interest.because()) + ")")
        .collect(Collectors.joining("; "));
  }
}
