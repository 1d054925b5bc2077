package org.llmrec.data.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * The positives that a system may learn from. Whatever is computed from interactions for an
 * evaluation (popularity, neighbours, profiles, k-cores, examples in prompts) takes this type; only
 * a {@link ProtocolSplit} makes it from a part of the positives, so no held-out row is in it.
 * Immutable and thread-safe.
 */
public final class TrainingData {
  private final InteractionTable positives;
  private final InteractionTable stopping;
  private final String hash;
  private final Set<String> graphs;
  private final List<JudgedQuery> queries;
  private final SortedMap<String, SortedMap<String, Double>> clicked;

  TrainingData(InteractionTable positives, InteractionTable stopping, Set<String> olderGraphs) {
    this(positives, stopping, olderGraphs, List.of(), Collections.emptySortedMap());
  }

  TrainingData(
      InteractionTable positives,
      InteractionTable stopping,
      Set<String> olderGraphs,
      List<JudgedQuery> queries,
      SortedMap<String, SortedMap<String, Double>> clicked) {
    this.positives = Objects.requireNonNull(positives, "positives");
    this.stopping = stopping;
    this.queries = List.copyOf(queries);
    this.clicked = Collections.unmodifiableSortedMap(new TreeMap<>(clicked));
    this.hash = hash(positives);
    Set<String> all = new HashSet<>(olderGraphs);
    all.add(hash);
    this.graphs = Set.copyOf(all);
  }

  /** All positives, nothing held out: for a model that serves, and that nothing here can judge. */
  public static TrainingData everything(InteractionTable positives) {
    return new TrainingData(positives, null, Set.of());
  }

  /**
   * All positives and judged queries, nothing held out: for a search that serves.
   *
   * @param queries about these items only
   */
  public static TrainingData everything(InteractionTable positives, List<JudgedQuery> queries) {
    return new TrainingData(positives, null, Set.of(), queries, Collections.emptySortedMap());
  }

  /** The train part of a product's split; its validation rows decide when to stop. */
  public static TrainingData of(Split split) {
    return new TrainingData(split.train(), split.validation(), Set.of());
  }

  /** These rows only, still of this split: what was built on all of them is admitted. */
  TrainingData only(InteractionTable fewer) {
    return new TrainingData(fewer, stopping, graphs, queries, clicked);
  }

  /**
   * Those of these rows that pass, with nothing to stop by: for a method that lays some of its rows
   * aside to learn from them how to rank. Users and items keep their numbers.
   *
   * @param rows which of {@link #positives()} by their number
   */
  public TrainingData keeping(IntPredicate rows) {
    return new TrainingData(positives.filter(rows), null, graphs, queries, clicked);
  }

  /** These and what was clicked; see {@link #clicked}. */
  TrainingData with(SortedMap<String, SortedMap<String, Double>> more) {
    return new TrainingData(positives, stopping, graphs, queries, more);
  }

  /** The rows to learn from; users and items are numbered as in the whole split. */
  public InteractionTable positives() {
    return positives;
  }

  /** All users of the split, also those without a row here. */
  public Ids users() {
    return positives.users();
  }

  /** All items of the split, also those without a row here. */
  public Ids items() {
    return positives.items();
  }

  /**
   * The validation rows, to decide when to stop and for nothing else; empty where the settings are
   * fixed already. With cold users or items they are of users or items without a row to learn from;
   * a method passes over those that it cannot score, and has nothing to stop by when none is left.
   */
  public Optional<InteractionTable> stopping() {
    return Optional.ofNullable(stopping);
  }

  /**
   * Judged queries to learn from, in the order of their ids; empty but for search. Settings are
   * chosen by the same ones, so a method that learns from them has to answer each of them by what
   * it learnt without it (cross-fitting). No query of the test is among them.
   */
  public List<JudgedQuery> queries() {
    return queries;
  }

  /**
   * What clicks say, once it is allowed for who looked where: by the folded text of a query, from
   * an item's id to how relevant it is, 0 or more. None of these queries is one that anything is
   * judged by, so all of them may be learnt from at any time; empty where there is no log.
   */
  public SortedMap<String, SortedMap<String, Double>> clicked() {
    return clicked;
  }

  /** SHA-256 over the user and item of every row to learn from, in order. */
  public String hash() {
    return hash;
  }

  /**
   * Whether something that was built on the interactions with that hash (a language model's answer
   * about neighbours, say) saw nothing but rows to learn from.
   */
  public boolean admits(String graph) {
    return graphs.contains(graph);
  }

  /** The hash that {@link #hash} would give for these rows. */
  public static String hash(InteractionTable positives) {
    MessageDigest digest = Hashes.sha256();
    for (int row = 0; row < positives.size(); row++) {
      text(digest, positives.users().get(positives.user(row)));
      text(digest, positives.items().get(positives.item(row)));
    }
    return Hashes.hex(digest);
  }

  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
