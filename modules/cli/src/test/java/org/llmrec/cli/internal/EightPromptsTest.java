package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.StoredAnswer;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.LlamaServer;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.SmallModel;

/**
 * A real language model, embedded and behind llama.cpp's own server, answers all eight prompts in
 * the shape they ask for. Protocol and shape: a model of 135 million parameters has no wit to test.
 */
@Tag("full")
class EightPromptsTest {
  private static final int ITEMS = 2;

  @TempDir Path folder;

  @Test
  void theEmbeddedModelKeepsToEverySchema() throws Exception {
    keepsToEverySchema(
        new ModelSettings(
            "embedded", "smollm2", Map.of("file", SmallModel.gguf().toString()), folder));
  }

  @Test
  void aRealServerKeepsToEverySchema() throws Exception {
    try (LlamaServer server = LlamaServer.start(SmallModel.gguf(), SmallModel.python())) {
      keepsToEverySchema(
          new ModelSettings(
              "openai", "smollm2", Map.of("base-url", server.url().toString()), folder));
    }
  }

  private void keepsToEverySchema(ModelSettings settings) throws Exception {
    JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    List<Item> items = items();
    try (LanguageModel model = LanguageModels.open(settings)) {
      for (int i = 0; i < ITEMS; i++) {
        for (String id : PromptTemplate.IDS) {
          PromptTemplate prompt = PromptTemplate.latest(id);
          Completion answer =
              model.complete(
                  CompletionRequest.of(
                          prompt.render(items.get(i), items.subList(i + 1, i + 3)),
                          prompt.maxTokens())
                      .schema(prompt.schema().orElseThrow()));
          String where = settings.kind() + ", " + id + ", item " + i + ": " + answer;
          assertEquals(FinishReason.STOP, answer.finish(), where);
          assertTrue(answer.usage().reported() && answer.usage().completionTokens() > 0, where);
          assertEquals(
              List.of(),
              List.copyOf(
                  schemas
                      .getSchema(prompt.schema().orElseThrow().json())
                      .validate(Json.mapper().readTree(answer.text()))),
              where);
        }
      }
    }
  }

  @Test
  void aWorkspaceIsEnrichedWithNothingInstalled() throws IOException, InterruptedException {
    Path catalogue = folder.resolve("catalogue.jsonl");
    Files.write(catalogue, Files.readAllLines(Cli.sample("catalogue.jsonl")).subList(0, ITEMS));
    Path workspace = folder.resolve("ws");
    Cli.Result init =
        Cli.run(
            "init",
            workspace,
            "--catalogue",
            catalogue,
            "--interactions",
            Cli.sample("interactions.csv"));
    assertEquals(0, init.code(), init::toString);
    Path config = workspace.resolve("llmrec.yaml");
    Files.writeString(
        config,
        Files.readString(config)
            + """

            llm:
              kind: embedded
              model: smollm2
              file: %s
              concurrency: 1
            enrich:
              prompts: [%s]
              on-invalid: warn
            """
                .formatted(SmallModel.gguf(), String.join(", ", PromptTemplate.IDS)));
    Cli.Result enrich = Cli.run("enrich", "-w", workspace);
    assertEquals(0, enrich.code(), enrich::toString);
    try (AnswerStore store = AnswerStores.read(workspace.resolve("answers"));
        Stream<StoredAnswer> rows = store.all()) {
      List<StoredAnswer> answers = rows.toList();
      assertEquals(ITEMS * PromptTemplate.IDS.size(), answers.size());
      for (StoredAnswer answer : answers) {
        // A list of one sentence, fifteen times over, keeps to its schema and holds no tag.
        assertNotEquals(answer.answer().isBlank(), answer.status().usable(), answer::toString);
        assertEquals("stop", answer.finish(), answer::toString);
        assertNotEquals(0, answer.promptTokens(), answer::toString);
      }
      long usable = answers.stream().filter(answer -> answer.status().usable()).count();
      assertTrue(2 * usable > answers.size(), answers::toString);
    }
    Cli.Result again = Cli.run("enrich", "-w", workspace, "--dry-run");
    assertEquals(0, again.code(), again::toString);
  }

  private List<Item> items() throws IOException {
    Path out = folder.resolve("items.jsonl");
    try (Rejects rejects = Rejects.counting()) {
      CatalogueImport.run(
          CatalogueSource.of(Cli.sample("catalogue.jsonl")), out, rejects, Progress.silent());
    }
    try (Stream<Item> items = CatalogueFiles.stream(out)) {
      return items.limit(ITEMS + 2).toList();
    }
  }
}
