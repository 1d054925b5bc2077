package org.llmrec.lab.collection;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.data.collection.Topic;
import org.llmrec.retrieve.WordScoring;

/**
 * How to run a test collection.
 *
 * @param fields which texts of a topic are the query
 * @param scoring how words are weighed
 * @param k1 of BM25, here and in plain Lucene
 * @param b of BM25, likewise
 * @param depth how many documents are found for a topic, at least 1
 * @param index a folder that keeps the index for the next run; empty for one that is thrown away
 * @param run a file for the run in TREC's form; replaced
 * @param compareLucene whether plain Lucene runs, too
 * @param strict whether the first bad record ends the run
 * @param progress hears of every document and topic
 */
public record CollectionOptions(
    Topic.Fields fields,
    Scoring scoring,
    float k1,
    float b,
    int depth,
    Optional<Path> index,
    Optional<Path> run,
    boolean compareLucene,
    boolean strict,
    Progress progress) {
  /** As deep as TREC's runs go. */
  public static final int DEPTH = 1_000;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public CollectionOptions {
    Objects.requireNonNull(fields, "fields");
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(progress, "progress");
    scoring.with(k1, b);
    if (depth < 1) {
      throw new IllegalArgumentException("expected a depth from 1 on, found " + depth);
    }
  }

  /** Titles, plain BM25 with Lucene's numbers, 1,000 deep, in silence, and nothing kept. */
  public static CollectionOptions plain() {
    WordScoring standard = WordScoring.STANDARD;
    return new CollectionOptions(
        Topic.Fields.TITLE,
        Scoring.PLAIN,
        standard.k1(),
        standard.b(),
        DEPTH,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Progress.silent());
  }

  /** The same with these texts of a topic. */
  public CollectionOptions fields(Topic.Fields chosen) {
    return new CollectionOptions(
        chosen, scoring, k1, b, depth, index, run, compareLucene, strict, progress);
  }

  /** The same with other weights. */
  public CollectionOptions scoring(Scoring chosen, float withK1, float withB) {
    return new CollectionOptions(
        fields, chosen, withK1, withB, depth, index, run, compareLucene, strict, progress);
  }

  /** The same, finding so many documents. */
  public CollectionOptions depth(int documents) {
    return new CollectionOptions(
        fields, scoring, k1, b, documents, index, run, compareLucene, strict, progress);
  }

  /** The same with an index that stays. */
  public CollectionOptions index(Path folder) {
    return new CollectionOptions(
        fields, scoring, k1, b, depth, Optional.of(folder), run, compareLucene, strict, progress);
  }

  /** The same, writing the run. */
  public CollectionOptions run(Path file) {
    return new CollectionOptions(
        fields, scoring, k1, b, depth, index, Optional.of(file), compareLucene, strict, progress);
  }

  /** The same, with or without plain Lucene beside. */
  public CollectionOptions compareLucene(boolean compare) {
    return new CollectionOptions(
        fields, scoring, k1, b, depth, index, run, compare, strict, progress);
  }

  /** The same, ending at the first bad record or not. */
  public CollectionOptions strict(boolean first) {
    return new CollectionOptions(
        fields, scoring, k1, b, depth, index, run, compareLucene, first, progress);
  }

  /** The same with somebody listening. */
  public CollectionOptions progress(Progress listener) {
    return new CollectionOptions(
        fields, scoring, k1, b, depth, index, run, compareLucene, strict, listener);
  }
}
