package org.llmrec.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.llmrec.lab.run.Experiments.mean;
import static org.llmrec.lab.run.Experiments.model;
import static org.llmrec.lab.run.Experiments.timeless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.lab.TinyData;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.Gain;

/** Text arms and search in experiments; mostly with counted words, so that nothing is encoded. */
class TextRunTest {
  private static final String ARMS =
      """
      protocol: A-train
      seeds: [1, 2]
      models:
        - {name: popularity, method: popularity}
        - name: content
          method: content-knn
          texts: [original/tfidf, all/tfidf, all/placebo/tfidf]
      expect:
        - {gain: all/tfidf, over: original/tfidf, method: content-knn, metric: mrr, at-least: -1}
        - {gain: all/tfidf, over: original/tfidf, method: content-knn, metric: mrr, at-most: -1}
        - {gain: all/tfidf, over: all/placebo/tfidf, method: content-knn, metric: mrr}
      """;

  @TempDir Path folder;

  @Test
  void theGainOfAnswersIsStatedOverTextAndOverPlacebo() throws IOException {
    TinyData.writeAnswers(folder);
    ExperimentResult result = run(", answers: answers.jsonl", ARMS);
    assertEquals(List.of("original", "placebo"), result.gains().stream().map(Gain::over).toList());
    for (Gain gain : result.gains()) {
      assertEquals("content-knn on all/tfidf", gain.method());
      assertEquals("content all/tfidf", gain.comparison().model());
      assertEquals(
          gain.comparison().difference(),
          mean(result, gain.comparison().model(), "ndcg@10")
              - mean(result, gain.comparison().against(), "ndcg@10"),
          1e-12);
    }
    assertEquals("all/placebo/tfidf", model(result, "content all/placebo/tfidf").text());
    assertEquals(2, result.expectations().size());
    assertTrue(result.expectations().get(0).met());
    assertFalse(result.expectations().get(1).met());
    assertEquals(timeless(result), timeless(run(", answers: answers.jsonl", ARMS)));
  }

  @Test
  void otherTextsAreOtherFits() throws IOException {
    TinyData.writeAnswers(folder);
    ExperimentResult before = run(", answers: answers.jsonl", ARMS);
    Path answers = folder.resolve("answers.jsonl");
    Files.writeString(
        answers, Files.readString(answers).replace("robots", "garden").replace("stars", "roses"));
    ExperimentResult after = run(", answers: answers.jsonl", ARMS);
    assertEquals(model(before, "content original/tfidf"), model(after, "content original/tfidf"));
    assertNotEquals(
        model(before, "content all/tfidf").figures(), model(after, "content all/tfidf").figures());
  }

  @Test
  void answersBuiltOnOtherInteractionsAreRefusedUnlessDeclaredIndependent() throws IOException {
    TinyData.writeAnswers(folder);
    Files.writeString(
        folder.resolve("answers.jsonl"),
        """
        {"item": "i01", "prompt": "eng", "answer": "x", "model": "m", "date": "d", \
        "neighbours": ["i02"], "graph": "abcdef"}
        """,
        StandardOpenOption.APPEND);
    ConfigException e =
        assertThrows(ConfigException.class, () -> run(", answers: answers.jsonl", ARMS));
    assertTrue(e.getMessage().contains("abcdef"), e.getMessage());
    assertEquals(2, run(", answers: answers.jsonl, prompts: [rec-tag]", ARMS).gains().size());
    ExperimentResult declared = run(", answers: answers.jsonl, independent-graphs: [abcdef]", ARMS);
    assertEquals(2, declared.gains().size());
  }

  @Test
  void onlyAnsweredItemsStay() throws IOException {
    TinyData.writeAnswers(folder);
    ExperimentResult result = run(", answers: answers.jsonl, only-answered: true", ARMS);
    assertEquals(29, result.setup().items());
    assertTrue(
        result.notes().stream().anyMatch(n -> n.startsWith("Only the 29 of 30 items")),
        result.notes()::toString);
  }

  @Test
  void aModelMayNameAnEncoderOfItsOwn() throws IOException {
    EncoderModels.copyFromClasspath("all-minilm-l6-v2", folder.resolve("narrow"));
    Json.write(
        folder.resolve("narrow").resolve(EncoderManifest.FILE_NAME),
        EncoderModels.manifest("all-minilm-l6-v2").truncated(4));
    ExperimentResult both =
        run(
            "",
            """
            protocol: A-train
            seeds: [1, 2]
            models:
              - {name: usual, method: content-knn, text: original}
              - {name: narrow, method: content-knn, text: original, encoder: narrow}
            """);
    ExperimentResult alone =
        run(
            "",
            """
            protocol: A-train
            seeds: [1, 2]
            encoder: narrow
            models:
              - {name: narrow, method: content-knn, text: original}
            """);
    assertNotEquals(model(both, "usual").figures(), model(both, "narrow").figures());
    assertEquals(model(alone, "narrow").figures(), model(both, "narrow").figures());
  }

  @Test
  void queriesAreSearchedFor() throws IOException {
    TinyData.writeTags(folder);
    ExperimentResult result =
        run(
            ", queries: tags.csv",
            """
            protocol: search
            seeds: [1, 2]
            tuning: {trials: 2}
            models:
              - {name: random, method: random}
              - {name: words, method: bm25, grid: {k1: [0.5, 1.2]}}
            """);
    assertTrue(mean(result, "words", "ndcg@10") > mean(result, "random", "ndcg@10"));
    assertEquals("original", model(result, "words").text());
    assertEquals(2, model(result, "words").trials().size());
    assertFalse(result.examples().isEmpty());
    assertFalse(result.examples().get(0).query().isEmpty());
  }

  @Test
  void judgementsAreQueriesAndBadOnesAreSaid() throws IOException {
    Files.writeString(
        folder.resolve("judged.csv"),
        """
        query,item,grade
        robots,i01,3
        robots,i02,1
        stars,i03,2
        stars,nowhere,2
        garden,i04,often
        garden,i05,1
        """);
    Files.writeString(
        folder.resolve("clicks.csv"),
        """
        query,item,position,clicks,impressions
        sun,i01,1,40,100
        sun,i01,2,10,100
        sun,i02,2,110,100
        """);
    ExperimentResult result =
        run(
            ", judgements: judged.csv, clicks: clicks.csv",
            """
            protocol: search
            seeds: [1, 2]
            models:
              - {name: random, method: random}
            """);
    assertTrue(
        result.notes().stream()
            .anyMatch(n -> n.equals("2 judgements were refused: {not-a-number=1, unknown-item=1}")),
        result.notes()::toString);
    assertTrue(
        result.notes().stream()
            .anyMatch(
                n ->
                    n.startsWith("Clicks on 1 pairs of query and item")
                        && n.endsWith(
                            "1: 1.00, 2: 0.25; 1 records were refused: {out-of-range=1}")),
        result.notes()::toString);
  }

  private ExperimentResult run(String moreData, String rest) throws IOException {
    return ExperimentRun.run(
        Experiments.on(folder, moreData, rest), RunOptions.in(folder.resolve("out")));
  }
}
