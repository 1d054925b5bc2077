package org.llmrec.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;

/** What an embedder gets, and what it weighs. The budget is stated in the README. */
class EmbedTest {
  private static final int MOST_JARS = 22;
  private static final long MOST_BYTES = 90L << 20;

  @Test
  void recommendsAndSearchesWithTheseJarsOnly() {
    try (Recommender recommender =
        Recommender.open(Path.of(System.getProperty("llmrec.workspace")))) {
      assertEquals(5, recommender.recommend(Request.forHistory("b001", "b002").k(5)).items().size());
      assertEquals(
          5, recommender.recommend(Request.forQuery("a creature made by science").k(5)).items().size());
    }
  }

  @Test
  void staysWithinItsBudget() throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("lib")))) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
    long bytes = 0;
    for (Path jar : jars) {
      bytes += Files.size(jar);
    }
    String found = jars.size() + " jars, " + (bytes >> 20) + " MiB: " + jars;
    System.out.println(found);
    assertTrue(jars.size() <= MOST_JARS, found);
    assertTrue(bytes <= MOST_BYTES, found);
    for (String unwanted : List.of("pytorch", "llmrec-train", "llmrec-enrich", "langchain4j", "openai")) {
      assertTrue(jars.stream().noneMatch(j -> j.toString().contains(unwanted)), unwanted + ": " + found);
    }
  }
}
