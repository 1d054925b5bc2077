package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.neighbour.NeighbourSource;
import org.llmrec.enrich.prompt.OwnPrompts;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.prompt.PromptPack;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.pipeline.config.EnrichConfig;
import org.llmrec.pipeline.config.OwnPrompt;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** What a configuration asks about every item: each prompt by itself, or all of them as one. */
public final class AskedPrompts {
  private AskedPrompts() {}

  /**
   * The prompts, those of the library in their own order and then the user's.
   *
   * @throws ConfigException if the file of an own prompt is not there or is no template, or there
   *     are too few prompts for a pack
   * @throws IOException if a file cannot be read
   */
  public static List<Prompt> of(EnrichConfig config) throws IOException {
    List<PromptTemplate> templates = new ArrayList<>();
    for (String id : PromptTemplate.IDS) {
      if (config.promptIds().contains(id)) {
        templates.add(PromptTemplate.latest(id));
      }
    }
    for (OwnPrompt own : config.own()) {
      templates.add(OwnPrompts.read(own.file(), Optional.of(own.id()), own.output()));
    }
    if (config.pack()) {
      PromptPack pack = PromptPack.of(templates);
      return List.of(
          config.language().isPresent() ? pack.inLanguage(config.language().get()) : pack);
    }
    List<Prompt> prompts = new ArrayList<>();
    for (PromptTemplate template : templates) {
      prompts.add(
          config.language().isPresent() ? template.inLanguage(config.language().get()) : template);
    }
    return List.copyOf(prompts);
  }

  /**
   * The questions about every item.
   *
   * @throws ConfigException if the configuration names no model
   */
  public static Questions questions(
      WorkspaceConfig config, List<Prompt> prompts, NeighbourSource neighbours) {
    String model = config.llm().orElseThrow(AskedPrompts::noModel).modelId();
    return new Questions(prompts, neighbours, model, config.enrich().sampling());
  }

  /** The complaint that nobody is there to be asked. */
  public static ConfigException noModel() {
    return new ConfigException(
        LanguageModelCode.LLM_MISSING,
        "expected the section llm in llmrec.yaml, which names the model to ask, found none;"
            + " docs/enrichment.md shows what to write");
  }

  /** What identifies their wording, by their ids: options of a stage. */
  static Map<String, String> wordings(List<Prompt> prompts) {
    Map<String, String> wordings = new LinkedHashMap<>();
    for (Prompt prompt : prompts) {
      wordings.put(
          "enrich.prompt." + prompt.id(),
          "version " + prompt.version() + ", " + prompt.sha256().substring(0, 16));
    }
    return wordings;
  }
}
