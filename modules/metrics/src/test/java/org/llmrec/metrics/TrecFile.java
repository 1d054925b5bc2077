package org.llmrec.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What {@code trec_golden.py} writes: runs, judgements, and the figures of trec_eval. */
record TrecFile(String head, List<Query> queries) {

  /** One query; a document that is not retrieved has no rank, hence negative infinity. */
  record Query(
      String name,
      List<String> docs,
      List<Integer> grades,
      List<Float> scores,
      Map<String, Figure> figures) {

    RankedRelevance ranking() {
      int[] relevant = IntStream.range(0, docs.size()).filter(i -> grades.get(i) > 0).toArray();
      int[] gains = Arrays.stream(relevant).map(grades::get).toArray();
      float[] values = new float[docs.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = scores.get(i);
      }
      return RankedRelevance.trec(values, null, null, relevant, gains, TrecOrder.of(docs));
    }
  }

  /**
   * Of trec_eval.
   *
   * @param value in full
   * @param printed as it prints it
   */
  record Figure(double value, String printed) {}

  static TrecFile read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Query> queries = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("query")) {
        queries.add(
            new Query(
                fields[1],
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new LinkedHashMap<>()));
        continue;
      }
      Query query = queries.get(queries.size() - 1);
      if (fields[0].equals("figure")) {
        query.figures().put(fields[1], new Figure(Double.parseDouble(fields[2]), fields[3]));
      } else {
        query.docs().add(fields[1]);
        query.grades().add(fields[2].equals("-") ? 0 : Integer.parseInt(fields[2]));
        // By way of double, as trec_eval does, which keeps scores in single precision.
        query
            .scores()
            .add(
                fields[3].equals("-")
                    ? Float.NEGATIVE_INFINITY
                    : (float) Double.parseDouble(fields[3]));
      }
    }
    return new TrecFile(lines.get(0), queries);
  }
}
