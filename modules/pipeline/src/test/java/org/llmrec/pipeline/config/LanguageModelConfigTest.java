package org.llmrec.pipeline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.check.InvalidPolicy;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.llm.ModelSettings;
import org.llmrec.llm.guard.GuardOptions;
import org.llmrec.llm.price.Budget;

/** The sections llm and enrich. */
class LanguageModelConfigTest {
  private static final String DATA =
      """
      catalogue: {path: items.jsonl}
      interactions: {path: ratings.csv, positive-from: 4}
      """;

  private static final String SECRET = "sk-proj-0123456789abcdef";

  @TempDir Path folder;

  @Test
  void withoutTheSectionsNobodyIsAskedAnything() throws IOException {
    WorkspaceConfig config = read("");
    assertEquals(Optional.empty(), config.llm());
    assertEquals(List.of("rec-paraphrase", "rec-tag", "rec-infer"), config.enrich().promptIds());
    assertEquals(Optional.empty(), config.enrich().prompts());
    assertEquals(InvalidPolicy.DISCARD, config.enrich().onInvalid());
    assertEquals(OnMissing.SKIP, config.enrich().onMissing());
    assertEquals(Budget.NONE, config.enrich().budget());
    assertEquals(NeighbourConfig.defaults(), config.enrich().neighbours());
  }

  @Test
  void everythingCanBeSet() throws IOException {
    WorkspaceConfig config =
        read(
            """
            llm:
              kind: openai
              model: gpt-4o-mini
              base-url: http://localhost:11434/v1
              api-key-env: OPENAI_API_KEY
              concurrency: 3
              attempts: 2
              requests-per-minute: 60
              tokens-per-minute: 9_000
            enrich:
              prompts: [rec-tag, eng, tag]
              own: [{id: mood, file: prompts/mood.txt, output: tags}, {id: why, file: /x/why.txt}]
              pack: true
              language: de
              on-invalid: warn
              on-missing: error
              temperature: 0.5
              max-tokens: 200
              seed: 7
              neighbours: {count: 5, damping: 0.5, accept-pinned-graph: true}
              budget: {max-cost: 2.5, max-tokens: 1000, max-calls: 0}
              independent-graphs: [cafe]
            """);
    LlmConfig llm = config.llm().orElseThrow();
    assertEquals(
        new ModelSettings(
            "openai",
            "gpt-4o-mini",
            Map.of("base-url", "http://localhost:11434/v1", "api-key-env", "OPENAI_API_KEY"),
            folder),
        llm.settings());
    assertEquals("gpt-4o-mini", llm.modelId());
    assertEquals(OptionalInt.of(3), llm.concurrency());
    assertEquals(2, llm.guard().attempts());
    assertEquals(60, llm.guard().requestsPerMinute());
    assertEquals(9000, llm.guard().tokensPerMinute());
    assertEquals(GuardOptions.defaults().maxDelay(), llm.guard().maxDelay());
    EnrichConfig enrich = config.enrich();
    assertEquals(
        List.of(
            new OwnPrompt(
                "mood", folder.resolve("prompts/mood.txt"), Optional.of(AnswerForm.Kind.TAGS)),
            new OwnPrompt("why", Path.of("/x/why.txt"), Optional.empty())),
        enrich.own());
    assertEquals(List.of("tag", "rec-tag", "eng", "mood", "why"), enrich.fields());
    assertEquals(10, enrich.knownFields().size());
    assertTrue(enrich.pack());
    assertEquals(Optional.of(Locale.GERMAN), enrich.language());
    assertEquals(InvalidPolicy.WARN, enrich.onInvalid());
    assertEquals(OnMissing.ERROR, enrich.onMissing());
    assertEquals(0.5, enrich.sampling().temperature());
    assertEquals(200, enrich.sampling().maxTokens());
    assertEquals(OptionalLong.of(7), enrich.sampling().seed());
    assertEquals(new NeighbourConfig(5, 0.5, true), enrich.neighbours());
    assertEquals(
        new Budget(OptionalDouble.of(2.5), OptionalLong.of(1000), OptionalLong.of(0)),
        enrich.budget());
    assertEquals(Set.of("cafe"), enrich.independentGraphs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "llm: {model: x}|expected llm.kind, found none",
        "llm: {kind: opnai, model: x}|llm.kind: expected a kind of language model among",
        "llm: {kind: openai}|expected llm.model, the name of the model, found none",
        "llm: {kind: openai, model: x, base-ulr: y}|unknown key \"llm.base-ulr\"; did you mean 'base-url'?",
        "llm: {kind: openai, model: x, attempts: 0}|llm.attempts: expected 1 to 100, found 0",
        "llm: {kind: openai, model: x, concurrency: 0}|llm.concurrency: expected 1 to 4096, found 0",
        "llm: {kind: openai, model: x, tokens-per-minute: -1}|llm.tokens-per-minute: expected 0",
        "llm: {kind: openai, model: [a, b]}|llm.model: expected text, found a list",
        "enrich: {prompts: [rec-tga]}|enrich.prompts: expected some of [paraphrase",
        "enrich: {prompts: [rec-tga]}|found \"rec-tga\"; did you mean 'rec-tag'?",
        "enrich: {prompts: [tag, tag]}|expected every prompt once, found tag again",
        "enrich: {own: [{id: Mood, file: x}]}|enrich.own[0].id: expected a small letter",
        "enrich: {own: [{id: tag, file: x}]}|enrich.own[0].id: expected a name that is not taken",
        "enrich: {own: [{id: description, file: x}]}|expected a name that is not taken",
        "enrich: {own: [{id: a}]}|expected enrich.own[0].file, found none",
        "enrich: {own: [{id: a, file: x, output: tag}]}|expected one of [text, tags], found \"tag\"; did you mean 'tags'?",
        "enrich: {on-invalid: drop}|enrich.on-invalid: expected one of [discard, warn, fail] for answers with problems, found 'drop'",
        "enrich: {on-missing: skipp}|did you mean 'skip'?",
        "enrich: {language: english}|enrich.language: expected a language by its code, such as en",
        "enrich: {temperature: 3}|enrich.temperature: expected 0 to 2, found 3.0",
        "enrich: {max-tokens: 0}|enrich.max-tokens: expected 16 to 100000, found 0",
        "enrich: {neighbours: {count: 0}}|enrich.neighbours: expected a count of 1 to 20, found 0",
        "enrich: {neighbours: {damping: 1}}|enrich.neighbours: expected a damping in [0, 1)",
        "enrich: {budget: {max-cost: -1}}|enrich.budget.max-cost: expected a limit from 0 on",
        "enrich: {budget: {max-calls: 1.5}}|enrich.budget.max-calls: expected a whole number",
        "enrich: {budget: {max-costs: 1}}|unknown key \"enrich.budget.max-costs\"; did you mean 'max-cost'?",
      })
  void whatIsNotUnderstoodIsNamed(String extra, String expected) {
    ConfigException e = assertThrows(ConfigException.class, () -> read(extra));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(
        e.getMessage().startsWith(folder.resolve("llmrec.yaml") + ", line 3: "), e.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api-key: ",
        "api_key: ",
        "apiKey: ",
        "key: ",
        "token: ",
        "secret: ",
        "Authorization: Bearer ",
        "api-key-env: ",
      })
  void aKeyInTheFileIsRefusedAndNotShown(String line) {
    String text = "llm:\n  kind: openai\n  model: x\n  " + line + SECRET + "\n  odd: 1\n";
    ConfigException e = assertThrows(ConfigException.class, () -> read(text));
    assertFalse(e.getMessage().contains(SECRET.substring(3, 12)), e.getMessage());
    assertTrue(e.getMessage().contains("OPENAI_API_KEY"), e.getMessage());
    assertTrue(e.getMessage().contains(", line 6: llm."), e.getMessage());
  }

  @Test
  void theTemplateWithoutItsHashesIsUnderstoodAndShowsTheDefaults() throws IOException {
    String active =
        LanguageModelTemplate.text()
            .lines()
            .filter(line -> line.matches("# (llm:|enrich:|  .*)"))
            .map(line -> line.substring(2))
            .collect(Collectors.joining("\n"));
    WorkspaceConfig config = read(active);
    EnrichConfig defaults = read("").enrich();
    EnrichConfig shown = config.enrich();
    assertEquals(Optional.of(defaults.promptIds()), shown.prompts());
    assertEquals(defaults.own(), shown.own());
    assertEquals(defaults.pack(), shown.pack());
    assertEquals(defaults.onInvalid(), shown.onInvalid());
    assertEquals(defaults.onMissing(), shown.onMissing());
    assertEquals(defaults.sampling(), shown.sampling());
    assertEquals(defaults.neighbours(), shown.neighbours());
    // A job waits for a server that restarts; a program that embeds the guard rather hears of it.
    assertEquals(
        GuardOptions.defaults().breakerPatience(Duration.ofMinutes(10)),
        config.llm().orElseThrow().guard());
  }

  private WorkspaceConfig read(String text) throws IOException {
    Path file = folder.resolve("llmrec.yaml");
    Files.writeString(file, DATA + text);
    return WorkspaceConfig.read(file);
  }
}
