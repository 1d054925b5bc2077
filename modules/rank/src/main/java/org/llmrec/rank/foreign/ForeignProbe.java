package org.llmrec.rank.foreign;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.RankerCode;
import org.llmrec.rank.ProbeScores;
import org.llmrec.rank.tensor.Tensor;

/**
 * The self-test of an imported ranker: what it said at import of made-up candidates, drawn from a
 * seed. Whoever opens it asks again.
 *
 * @param seed of the candidates
 * @param lacked the columns, and vectors of candidates, that may be missing
 * @param scores what it said
 */
record ForeignProbe(long seed, List<String> lacked, List<Float> scores) {
  private static final int ORDINARY = 32;

  /** Copies the lists. */
  ForeignProbe {
    lacked = List.copyOf(lacked);
    scores = List.copyOf(scores);
  }

  /**
   * Asks a ranker for the first time.
   *
   * @param file the graph's, for the message
   * @throws ConfigException if a score is not finite, saying for which candidates
   */
  static ForeignProbe record(
      Path file, ForeignSchema schema, Offer offer, long seed, Function<Told, float[]> ranker) {
    List<String> lacked = new ArrayList<>();
    for (RankerInput input : schema.inputs()) {
      switch (input) {
        case RankerInput.Columns columns ->
            columns.columns().stream()
                .filter(name -> offer.column(name).map(Column::mayBeMissing).orElse(false))
                .forEach(lacked::add);
        case RankerInput.Vector vector -> {
          if (vector.vector().perItem() && vector.vector().mayBeMissing()) {
            lacked.add(vector.vector().label());
          }
        }
      }
    }
    List<String> distinct = lacked.stream().distinct().toList();
    List<Float> scores = new ArrayList<>();
    for (RandomTold told : questions(schema, seed, distinct)) {
      float[] found = ranker.apply(told);
      for (int i = 0; i < found.length; i++) {
        if (!Float.isFinite(found[i])) {
          throw refused(file, told.describe(i), found[i]);
        }
        scores.add(found[i]);
      }
    }
    return new ForeignProbe(seed, distinct, scores);
  }

  private static ConfigException refused(Path file, String where, float found) {
    return new ConfigException(
        RankerCode.GRAPH_REFUSED,
        file
            + ": expected a finite score of every candidate, found "
            + found
            + (where.isEmpty()
                ? " of one with ordinary numbers; its weights are not finite, or the graph is"
                    + " broken"
                : " "
                    + where
                    + "; if NaN does not mean missing to this ranker, have the schema say which"
                    + " number does, such as missing: {NAME: 0}"));
  }

  /** Several candidates, one alone, and where the schema has it none without a query's vector. */
  private static List<RandomTold> questions(ForeignSchema schema, long seed, List<String> lacked) {
    List<RandomTold> questions = new ArrayList<>();
    questions.add(new RandomTold(schema, seed, ORDINARY, lacked, false));
    questions.add(new RandomTold(schema, seed + 1, 1, List.of(), false));
    boolean query =
        schema.inputs().stream()
            .anyMatch(input -> input.sources().contains(RankerVector.QUERY_VECTOR.label()));
    if (query) {
      questions.add(new RandomTold(schema, seed + 2, ORDINARY, List.of(), true));
    }
    return questions;
  }

  /**
   * Asks again.
   *
   * @param file the manifest's, for the message
   * @throws CorruptFileException if anything comes out differently
   */
  void test(Path file, ForeignSchema schema, Function<Told, float[]> ranker, String advice) {
    List<Float> found = new ArrayList<>();
    for (RandomTold told : questions(schema, seed, lacked)) {
      for (float score : ranker.apply(told)) {
        found.add(score);
      }
    }
    new ProbeScores(file, advice)
        .require("the probe", Tensor.Floats.vector(array(scores)), array(found));
  }

  private static float[] array(List<Float> numbers) {
    float[] array = new float[numbers.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = numbers.get(i);
    }
    return array;
  }
}
