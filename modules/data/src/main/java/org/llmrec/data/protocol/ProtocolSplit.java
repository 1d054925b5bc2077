package org.llmrec.data.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.judgement.QueryText;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * The positives cut by one protocol and one seed: what to fit and what to ask, while tuning and for
 * the test. Immutable and thread-safe.
 */
public final class ProtocolSplit {
  private final ProtocolOptions options;
  private final Split parts;
  private final TrainingData tuning;
  private final TrainingData testing;
  private final List<EvaluationCase> validationCases;
  private final List<EvaluationCase> testCases;
  private final String hash;
  private final Map<String, Integer> counts;

  private ProtocolSplit(
      ProtocolOptions options,
      Split parts,
      TrainingData tuning,
      TrainingData testing,
      List<EvaluationCase> validationCases,
      List<EvaluationCase> testCases,
      String hash,
      Map<String, Integer> counts) {
    this.options = options;
    this.parts = parts;
    this.tuning = tuning;
    this.testing = testing;
    this.validationCases = List.copyOf(validationCases);
    this.testCases = List.copyOf(testCases);
    this.hash = hash;
    this.counts = Collections.unmodifiableMap(counts);
  }

  /**
   * Cuts by every protocol but search.
   *
   * @param positives one row per user and item, in any order
   * @throws ConfigException if they cannot be cut so: too few, or without times where the protocol
   *     goes by time; or if the protocol is search
   * @throws IllegalArgumentException if a user meets an item twice
   */
  public static ProtocolSplit of(InteractionTable positives, ProtocolOptions options) {
    Rules rules = Rules.of(options.protocol());
    return rules.split(rules.cut(positives, options), options);
  }

  /**
   * Cuts queries: half of them for validation, half for the test, by the seed. Judgements of items
   * that are not in the catalogue are left out and counted, as are queries that have no other.
   *
   * @param queries each id once
   * @param positives what people liked, one row per user and item; may be empty. All of it that is
   *     about the catalogue's items may be learnt from
   * @param items ids of the catalogue that is ranked
   * @throws ConfigException if fewer than 2 queries are left, or an id occurs twice
   */
  public static ProtocolSplit search(
      List<JudgedQuery> queries, InteractionTable positives, List<String> items, long seed) {
    return SearchSplit.cut(queries, positives, items, ProtocolOptions.of(Protocol.SEARCH, seed));
  }

  /**
   * The same split, whose methods may also learn from clicks. What is said of the queries that this
   * split asks for validation and test is left out, and so are items that it does not have.
   *
   * @param clicked by the folded text of a query, from an item's id to how relevant it is
   */
  public ProtocolSplit learningFrom(SortedMap<String, SortedMap<String, Double>> clicked) {
    SortedMap<String, SortedMap<String, Double>> others = new TreeMap<>();
    clicked.forEach(
        (text, relevance) -> {
          SortedMap<String, Double> known = new TreeMap<>(relevance);
          known.keySet().removeIf(item -> !items().contains(item));
          others.put(text, known);
        });
    Stream.concat(validationCases.stream(), testCases.stream())
        .forEach(
            each -> {
              if (each.asker() instanceof Asker.QueryText query) {
                others.remove(QueryText.folded(query.text()));
              }
            });
    return new ProtocolSplit(
        options,
        parts,
        tuning.with(others),
        testing.with(others),
        validationCases,
        testCases,
        hash,
        counts);
  }

  /** Puts together what the rules of a protocol decided; counts and hashes. */
  static ProtocolSplit assemble(
      ProtocolOptions options,
      Split parts,
      TrainingData tuning,
      TrainingData testing,
      List<EvaluationCase> validationCases,
      List<EvaluationCase> testCases,
      Map<String, Integer> moreCounts) {
    if (validationCases.isEmpty() || testCases.isEmpty()) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          "expected something to ask for validation and for the test by protocol "
              + options.protocol().label()
              + ", found "
              + validationCases.size()
              + " and "
              + testCases.size()
              + " cases; the data has too few positives for it");
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("users", parts.train().users().size());
    counts.put("items", parts.train().items().size());
    counts.put("train", parts.train().size());
    counts.put("validation", parts.validation().size());
    counts.put("test", parts.test().size());
    counts.put("validation cases", validationCases.size());
    counts.put("test cases", testCases.size());
    counts.putAll(moreCounts);
    return new ProtocolSplit(
        options,
        parts,
        tuning,
        testing,
        validationCases,
        testCases,
        SplitHash.of(options.protocol(), parts, validationCases, testCases),
        counts);
  }

  /** How it was cut. */
  public ProtocolOptions options() {
    return options;
  }

  /** The users by number, in the order of their ids. */
  public Ids users() {
    return tuning.users();
  }

  /** The items by number, in the order of their ids: the catalogue that is ranked. */
  public Ids items() {
    return tuning.items();
  }

  /** What is fitted while settings are chosen. */
  public TrainingData tuning() {
    return tuning;
  }

  /** What is fitted for the test; equal to {@link #tuning} but for its hash where refitted. */
  public TrainingData testing() {
    return testing;
  }

  /** What settings are chosen by. */
  public List<EvaluationCase> validationCases() {
    return validationCases;
  }

  /** What is reported. */
  public List<EvaluationCase> testCases() {
    return testCases;
  }

  /**
   * SHA-256 over the protocol, the items, which user and item stand in which part, and what is
   * asked; not over the seed, the values or the times.
   */
  public String hash() {
    return hash;
  }

  /** Which positive went where. */
  Split parts() {
    return parts;
  }

  /** Sizes by name, such as {@code users}, {@code items}, {@code train}, {@code test}, in order. */
  public Map<String, Integer> counts() {
    return counts;
  }
}
