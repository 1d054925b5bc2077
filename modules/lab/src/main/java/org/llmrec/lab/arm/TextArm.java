package org.llmrec.lab.arm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.record.Nearest;
import org.llmrec.enrich.prompt.PromptTemplate;

/**
 * Which texts a ranker is given of the items: {@code <texts>[/<change>]…}, such as {@code all} or
 * {@code rec-tag/placebo/tfidf}. Immutable.
 *
 * <table>
 * <caption>Texts and changes</caption>
 * <tr><td>{@code title}</td><td>title and categories, as if there were no description</td></tr>
 * <tr><td>{@code original}</td><td>the catalogue's text</td></tr>
 * <tr><td>a prompt's id</td><td>{@code original} and the answers to that prompt</td></tr>
 * <tr><td>{@code all}</td><td>{@code original} and the answers to every prompt</td></tr>
 * <tr><td>{@code …/placebo}</td><td>every item's answers are those about another item</td></tr>
 * <tr><td>{@code …/anonymised}</td><td>an item's own title is taken out of its texts</td></tr>
 * <tr><td>{@code …/tfidf}</td><td>vectors by TF-IDF and SVD instead of the encoder</td></tr>
 * </table>
 *
 * <p>All changes can be had together; {@code placebo} needs answers. A placebo of anonymised
 * answers hands round the answers that have lost their own item's title already, so that the two
 * arms hold the same texts.
 *
 * @param texts {@link #TITLE}, {@link #ORIGINAL}, {@link #ALL} or a prompt's id
 * @param changes in the order of {@link Change}
 */
public record TextArm(String texts, Set<Change> changes) {
  /** Title and categories only. */
  public static final String TITLE = "title";

  /** The catalogue's text only. */
  public static final String ORIGINAL = "original";

  /** The catalogue's text and every answer. */
  public static final String ALL = "all";

  private static final String SEPARATOR = "/";

  /** What is done to the texts, or with them. */
  public enum Change {
    /** Answers are dealt out anew, so that nobody has his own. */
    PLACEBO("placebo"),
    /** Titles are taken out. */
    ANONYMISED("anonymised"),
    /** Words are counted instead of read. */
    TFIDF("tfidf");

    private final String label;

    Change(String label) {
      this.label = label;
    }

    /** As it stands in an arm's name. */
    public String label() {
      return label;
    }
  }

  /**
   * Copies the set.
   *
   * @throws ConfigException if there are no such texts, or the change makes no sense for them
   */
  public TextArm {
    List<String> known = known();
    if (!known.contains(texts)) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "texts: expected one of "
              + known
              + ", found '"
              + texts
              + "'"
              + Nearest.hint(texts, known));
    }
    EnumSet<Change> copy = EnumSet.noneOf(Change.class);
    copy.addAll(changes);
    changes = Collections.unmodifiableSet(copy);
    if (changes.contains(Change.PLACEBO) && !answered(texts)) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "texts: '"
              + texts
              + "' has no answers that a placebo could deal out anew; name a prompt or '"
              + ALL
              + "'");
    }
  }

  /**
   * The arm of that name. Changes may come in any order, each once.
   *
   * @throws ConfigException if there is none
   */
  public static TextArm named(String name) {
    List<String> parts = List.of(name.split(SEPARATOR, -1));
    List<Change> changes = new ArrayList<>();
    for (String part : parts.subList(1, parts.size())) {
      Change change = change(part);
      if (changes.contains(change)) {
        throw new ConfigException(
            OptionCode.OPTION_VALUE, "texts '" + name + "': '" + part + "' stands there twice");
      }
      changes.add(change);
    }
    return new TextArm(parts.getFirst(), Set.copyOf(changes));
  }

  private static Change change(String label) {
    List<String> labels = Arrays.stream(Change.values()).map(Change::label).toList();
    int at = labels.indexOf(label);
    if (at < 0) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "texts: expected a change among "
              + labels
              + ", found '"
              + label
              + "'"
              + Nearest.hint(label, labels));
    }
    return Change.values()[at];
  }

  private static List<String> known() {
    List<String> known = new ArrayList<>(List.of(TITLE, ORIGINAL, ALL));
    known.addAll(PromptTemplate.IDS);
    return known;
  }

  private static boolean answered(String texts) {
    return !texts.equals(TITLE) && !texts.equals(ORIGINAL);
  }

  /** The name, changes in the order of {@link Change}: equal arms have equal names. */
  public String name() {
    return changes.stream()
        .map(change -> SEPARATOR + change.label())
        .collect(Collectors.joining("", texts, ""));
  }

  /** The prompts whose answers belong to it, in their own order, whether or not there are any. */
  public List<String> prompts() {
    if (texts.equals(ALL)) {
      return PromptTemplate.IDS;
    }
    return answered(texts) ? List.of(texts) : List.of();
  }

  /** Whether that is done. */
  public boolean has(Change change) {
    return changes.contains(change);
  }

  @Override
  public String toString() {
    return name();
  }
}
