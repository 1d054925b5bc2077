package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.config.EnrichConfig;
import org.llmrec.pipeline.config.OnMissing;
import org.llmrec.pipeline.config.WorkspaceConfig;

/**
 * What a build looks for in the answer store, as far as it changes what is found. All of it comes
 * from the configuration: a build asks nobody and opens no model.
 */
final class AskedFields {
  /** What reasons and records call the store. */
  static final String STORE = "answer store";

  private static final String NEIGHBOURS = "pinned neighbours";

  private final WorkspaceConfig config;
  private final EnrichFolder folder;

  AskedFields(WorkspaceConfig config, Path workspace) {
    this.config = config;
    this.folder = new EnrichFolder(workspace);
  }

  /** Whether there is anything to look for. */
  boolean any() {
    return config.llm().isPresent() || stored();
  }

  /** What is asked; nothing without a model, since nobody knows then whom. */
  List<Prompt> prompts() {
    try {
      return config.llm().isPresent() ? AskedPrompts.of(config.enrich()) : List.of();
    } catch (IOException e) {
      throw new ConfigException(Causes.code(e), "cannot read a prompt: " + e.getMessage(), e);
    }
  }

  /**
   * The fields that every item should have.
   *
   * @param found those that some item has
   */
  List<String> expected(List<String> found) {
    if (!any()) {
      return List.of();
    }
    return config.llm().isPresent() || config.enrich().prompts().isPresent()
        ? config.enrich().fields()
        : found;
  }

  boolean missingIsAnError() {
    return config.enrich().onMissing() == OnMissing.ERROR;
  }

  List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>();
    if (stored()) {
      inputs.add(
          new StageInput.Fingerprint(
              STORE, Hashes.sha256(revision()), folder.answers().resolve(AnswerStores.FILE)));
    }
    if (prompts().stream().anyMatch(Prompt::wantsNeighbours)
        && Files.isRegularFile(folder.neighbours())) {
      inputs.add(new StageInput.External(NEIGHBOURS, folder.neighbours()));
    }
    return inputs;
  }

  /**
   * Whether the store is there.
   *
   * @throws CorruptFileException if it is not, though its folder is and what is served was built
   *     with it: answers that are paid for must not go without a word
   */
  private boolean stored() {
    boolean there = AnswerStores.exists(folder.answers());
    if (!there
        && Files.isDirectory(folder.answers())
        && PublishedRecords.readsFrom(folder.workspace(), StandardPlan.ANSWERS, STORE)) {
      throw new CorruptFileException(
          FileCode.ANSWERS_DAMAGED,
          folder.answers().resolve(AnswerStores.FILE),
          "the answers that the current generation was built with",
          "none",
          "restore it from a copy, or delete the folder "
              + folder.answers()
              + " to build without them");
    }
    return there;
  }

  private String revision() {
    try (AnswerStore store = AnswerStores.read(folder.answers())) {
      return store.revision();
    } catch (IOException | LlmrecException e) {
      throw new ConfigException(
          Causes.code(e), "cannot read the answer store: " + e.getMessage(), e);
    }
  }

  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    if (!any()) {
      return options;
    }
    EnrichConfig enrich = config.enrich();
    options.put("enrich.fields", String.join(",", enrich.fields()));
    options.put("enrich.imported", String.join(",", enrich.importedFields()));
    if (missingIsAnError()) {
      options.put("enrich.on-missing", "error");
    }
    config
        .llm()
        .ifPresent(
            llm -> {
              options.put("llm.model", llm.modelId());
              options.put("enrich.sampling", Json.line(enrich.sampling()));
              options.putAll(AskedPrompts.wordings(prompts()));
            });
    return options;
  }

  /** The store, for reading; absent while nothing was ever answered. */
  Optional<AnswerStore> open() throws IOException {
    return stored() ? Optional.of(AnswerStores.read(folder.answers())) : Optional.empty();
  }
}
