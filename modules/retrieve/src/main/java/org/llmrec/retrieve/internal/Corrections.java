package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CompiledAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;
import org.llmrec.retrieve.internal.CatalogueAnalyzer.QueryTerm;

/**
 * What may have been meant by words that no item has: the catalogue's words within one edit, or for
 * eight letters or more two, of which a pair of letters in the wrong order is one (Damerau). Of the
 * nearest the most frequent few. The first letter is taken as typed, and a word that is short or
 * has anything but letters in it is never changed: it may be a name or a number.
 *
 * <p>Only the first few such words of a query are looked at, and only so many neighbours of each.
 */
public final class Corrections {
  private static final int SHORTEST = 4;
  private static final int LONG = 8;
  private static final int LONGEST = 40;
  private static final int MAX_CORRECTED = 8;
  private static final int MAX_MEANT = 3;
  private static final int MAX_VISITED = 1_000;
  private static final float WEIGHT = 0.6f;

  /**
   * A word of the catalogue that may have been meant.
   *
   * @param weight above 0, below the 1 of a word as typed
   */
  public record Meant(String term, float weight) {}

  private final IndexReader reader;

  /** Over the words of all texts. */
  public Corrections(IndexReader reader) {
    this.reader = reader;
  }

  /** For each term of a query what to search by: itself, or what was meant; neither may be. */
  public Map<String, List<Meant>> of(List<QueryTerm> terms) throws IOException {
    Set<String> typed = new HashSet<>();
    terms.forEach(term -> typed.add(term.term()));
    Map<String, List<Meant>> result = new HashMap<>();
    int corrected = 0;
    for (QueryTerm each : terms) {
      String term = each.term();
      List<Meant> meant = asTyped(term);
      if (corrected < MAX_CORRECTED
          && correctable(term)
          && reader.docFreq(new Term(IndexFields.ANY, term)) == 0) {
        corrected++;
        List<Meant> near = near(term, typed);
        meant = near.isEmpty() ? meant : near;
      }
      result.put(term, meant);
    }
    return result;
  }

  /** The word itself. */
  static List<Meant> asTyped(String term) {
    return List.of(new Meant(term, 1));
  }

  private static boolean correctable(String term) {
    int letters = term.codePointCount(0, term.length());
    return letters >= SHORTEST
        && letters <= LONGEST
        && term.codePoints().allMatch(Character::isLetter);
  }

  private List<Meant> near(String term, Set<String> typed) throws IOException {
    int[] letters = term.codePoints().toArray();
    String first = Character.toString(letters[0]);
    int[] rest = Arrays.copyOfRange(letters, 1, letters.length);
    LevenshteinAutomata automata = new LevenshteinAutomata(rest, Character.MAX_CODE_POINT, true);
    float weight = WEIGHT;
    for (int edits = 1; edits <= (letters.length < LONG ? 1 : 2); edits++) {
      Map<String, Integer> found =
          within(new CompiledAutomaton(automata.toAutomaton(edits, first), true, false));
      found.keySet().removeAll(typed);
      if (!found.isEmpty()) {
        return mostFrequent(found, weight);
      }
      weight *= WEIGHT;
    }
    return List.of();
  }

  /** Terms, and how many items have each. */
  private Map<String, Integer> within(CompiledAutomaton automaton) throws IOException {
    Map<String, Integer> found = new HashMap<>();
    Terms terms = MultiTerms.getTerms(reader, IndexFields.ANY);
    if (terms == null) {
      return found;
    }
    TermsEnum near = automaton.getTermsEnum(terms);
    int visited = 0;
    for (BytesRef each = near.next(); each != null && visited < MAX_VISITED; each = near.next()) {
      visited++;
      found.put(each.utf8ToString(), near.docFreq());
    }
    return found;
  }

  private static List<Meant> mostFrequent(Map<String, Integer> found, float weight) {
    List<Map.Entry<String, Integer>> order = new ArrayList<>(found.entrySet());
    order.sort(
        Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
            .thenComparing(Map.Entry.comparingByKey()));
    List<Meant> meant = new ArrayList<>();
    float next = weight;
    for (Map.Entry<String, Integer> each : order.subList(0, Math.min(MAX_MEANT, order.size()))) {
      meant.add(new Meant(each.getKey(), next));
      // A rarer word would score higher by BM25, and is less likely what was meant.
      next /= 2;
    }
    return meant;
  }
}
