package org.llmrec.lab.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.FakeServer;

/** A list as it is beside the same list reranked, over a server that counts. */
class RerankedRunTest {
  private static final String MODELS =
      """
      protocol: A-train
      seeds: [1]
      llm: {kind: openai, model: fake, base-url: "%s", record: %s}
      models:
        - {name: ease, method: ease}
        - name: reranked
          method: reranked
          settings: {base: ease, strategy: %s, generate: true, top: 3}
      """;

  @TempDir Path folder;

  private ExperimentResult run(FakeServer server, String strategy, String out, String record)
      throws IOException {
    Experiment experiment =
        Experiments.on(folder, MODELS.formatted(server.url(), record, strategy));
    return ExperimentRun.run(experiment, RunOptions.in(folder.resolve(out)));
  }

  @Test
  void aModelThatCannotTellLeavesTheListAndOneThatTellsChangesIt() throws IOException {
    try (FakeServer server = FakeServer.start()) {
      server.answering(call -> FakeReply.ok("2"));
      ExperimentResult same = run(server, "grades", "a", "a.jsonl");
      ModelResult reranked = Experiments.model(same, "reranked");
      assertEquals(Experiments.model(same, "ease").figures(), reranked.figures());
      assertTrue(reranked.cost().counted().get("prompts") > 0, reranked.cost().toString());
      assertEquals("openai:fake", reranked.settings().get("llm"));
      long asked = server.callCount();
      // What was judged is in the store, and what was asked on record.
      run(server, "grades", "a", "a.jsonl");
      run(server, "grades", "b", "a.jsonl");
      assertEquals(asked, server.callCount());

      server.answering(call -> FakeReply.ok(Integer.toString(call.question().hashCode() & 3)));
      ExperimentResult other = run(server, "grades", "c", "c.jsonl");
      assertNotEquals(reranked.figures(), Experiments.model(other, "reranked").figures());
    }
  }

  @Test
  void whatGoesByAPromptOrAHistoryIsComparedTheSameWay() throws IOException {
    try (FakeServer server = FakeServer.start()) {
      for (String strategy : List.of("palr", "chat-choose, examples: 2")) {
        List<String> questions = Collections.synchronizedList(new ArrayList<>());
        server.answering(
            call -> {
              questions.add(call.question());
              return FakeReply.ok("I would rather not say.");
            });
        String out = strategy.substring(0, 4);
        ExperimentResult result = run(server, strategy, out, out + ".jsonl");
        ModelResult reranked = Experiments.model(result, "reranked");
        assertEquals(Experiments.model(result, "ease").figures(), reranked.figures());
        assertTrue(reranked.cost().counted().get("lists-not-reranked") > 0, strategy);
        boolean few = strategy.contains("examples");
        assertEquals(
            few, questions.stream().anyMatch(q -> q.contains("another user's history")), strategy);
      }
      // This server shows no probabilities, by which alone it is judged.
      LlmrecException scores =
          assertThrows(LlmrecException.class, () -> run(server, "tallrec", "t", "t.jsonl"));
      assertTrue(scores.getMessage().contains("fake"), scores.getMessage());
    }
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingRuns() throws IOException {
    try (FakeServer server = FakeServer.start()) {
      ConfigException strategy =
          assertThrows(ConfigException.class, () -> run(server, "best", "a", "a.jsonl"));
      assertTrue(strategy.getMessage().contains("all-pairs"), strategy.getMessage());
      Experiment none =
          Experiments.on(
              folder,
              """
              protocol: A-train
              seeds: [1]
              models:
                - {name: reranked, method: reranked, settings: {base: popularity}}
              """);
      ConfigException model =
          assertThrows(
              ConfigException.class,
              () -> ExperimentRun.run(none, RunOptions.in(folder.resolve("n"))));
      assertTrue(model.getMessage().contains("llm:"), model.getMessage());
      assertEquals(0, server.callCount());
    }
  }
}
