package org.llmrec.lab.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.llmrec.metrics.Metric;

class RankingTest {
  @Test
  void equalScoresGoByIdTheGreaterFirst() {
    Ranking ranking = Ranking.of(List.of("d10", "d9", "e"), new float[] {1, 1, 0.5f});
    assertEquals("d9", ranking.id(0));
    assertEquals("d10", ranking.id(1));
    assertEquals(0.5f, ranking.score(2));
  }

  @Test
  void figuresAreThoseOfANaiveReading() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      List<String> ids = new ArrayList<>();
      float[] scores = new float[random.nextInt(12)];
      for (int i = 0; i < scores.length; i++) {
        ids.add("d" + i);
        scores[i] = random.nextInt(4);
      }
      SortedMap<String, Integer> grades = new TreeMap<>(Map.of("gone", random.nextInt(3)));
      for (int i = 0; i < 12; i++) {
        if (random.nextInt(3) == 0) {
          grades.put("d" + i, random.nextInt(4) - 1);
        }
      }
      grades.put("missed", 1);
      Ranking ranking = Ranking.of(ids, scores);
      long relevant = grades.values().stream().filter(grade -> grade >= 1).count();
      double precisions = 0;
      double gain = 0;
      int hits = 0;
      for (int i = 0; i < ranking.size(); i++) {
        int grade = grades.getOrDefault(ranking.id(i), 0);
        if (grade >= 1) {
          precisions += ++hits / (i + 1.0);
          gain += i < 10 ? grade / (Math.log(i + 2) / Math.log(2)) : 0;
        }
      }
      List<Integer> ideal =
          grades.values().stream().filter(g -> g >= 1).sorted((a, b) -> b - a).limit(10).toList();
      double best = 0;
      for (int i = 0; i < ideal.size(); i++) {
        best += ideal.get(i) / (Math.log(i + 2) / Math.log(2));
      }
      String of = "seed " + seed;
      double map = Metric.named("map").of(ranking.judged(grades));
      double ndcg = Metric.named("ndcg@10").of(ranking.judged(grades));
      assertEquals(precisions / relevant, map, 1e-12, of);
      assertEquals(gain / best, ndcg, 1e-12, of);
    }
  }
}
