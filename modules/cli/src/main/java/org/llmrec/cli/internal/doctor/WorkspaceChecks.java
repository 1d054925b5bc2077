package org.llmrec.cli.internal.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.journal.JournalContent;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.pipeline.config.LlmConfig;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.pipeline.foreign.ImportedRanker;

/** A workspace: configuration, inputs, what is served, locks, leftovers, answers, live items. */
final class WorkspaceChecks {
  private static final String ANSWERS = "answers";

  private WorkspaceChecks() {}

  static List<Finding> all(Path workspace) {
    List<Finding> findings = new ArrayList<>();
    Finding configuration = Finding.of("configuration", what -> configuration(what, workspace));
    findings.add(configuration);
    if (configuration.state() == Finding.State.OK) {
      findings.add(Finding.of("inputs", what -> inputs(what, workspace)));
      findings.add(Finding.of("language model", what -> languageModel(what, workspace)));
    }
    findings.add(Finding.of("generation", what -> generation(what, workspace)));
    findings.add(Finding.of("locks", what -> locks(what, workspace)));
    findings.add(Finding.of("leftovers", what -> leftovers(what, workspace)));
    findings.add(Finding.of(ANSWERS, what -> answers(what, workspace)));
    findings.add(Finding.of("live items", what -> live(what, workspace)));
    findings.add(Finding.of("forgotten", what -> forgotten(what, workspace)));
    findings.add(Finding.of("imported ranker", what -> imported(what, workspace)));
    return findings;
  }

  private static WorkspaceConfig read(Path workspace) throws IOException {
    return WorkspaceConfig.read(workspace.resolve(WorkspaceConfig.FILE));
  }

  private static Finding configuration(String what, Path workspace) throws IOException {
    read(workspace);
    return Finding.ok(what, WorkspaceConfig.FILE + " is understood");
  }

  private static Finding inputs(String what, Path workspace) throws IOException {
    WorkspaceConfig config = read(workspace);
    for (Path input : List.of(config.catalogue().path(), config.interactions().path())) {
      if (!Files.isReadable(input)) {
        throw new NoSuchFileException(input.toString());
      }
    }
    return Finding.ok(what, "catalogue and interactions are there");
  }

  private static Finding languageModel(String what, Path workspace) throws IOException {
    Optional<LlmConfig> llm = read(workspace).llm();
    if (llm.isEmpty()) {
      return Finding.ok(what, "none is configured");
    }
    Optional<String> variable = llm.get().settings().setting("api-key-env");
    if (variable.isPresent() && System.getenv(variable.get()) == null) {
      return Finding.warn(
          what,
          llm.get().modelId() + " is configured, and its key is not in the environment",
          LanguageModelCode.KEY_MISSING.page().advice());
    }
    return Finding.ok(what, llm.get().modelId() + " is configured");
  }

  /** A workspace that was never built has nothing that could be damaged. */
  private static Finding generation(String what, Path workspace) throws IOException {
    if (GenerationStore.current(workspace).isEmpty()) {
      return Finding.warn(
          what, "nothing is published yet", WorkspaceCode.NOT_BUILT.page().advice());
    }
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation.verify();
      return Finding.ok(what, generation.id() + ", every file as published");
    }
  }

  private static Finding locks(String what, Path workspace) throws IOException {
    TreeMap<String, String> held = new TreeMap<>();
    Path live = JournalContent.file(workspace).getParent();
    for (Path folder : List.of(workspace, workspace.resolve(ANSWERS), live)) {
      if (Files.isDirectory(folder)) {
        FolderLock.holder(folder)
            .ifPresent(holder -> held.put(folder.getFileName().toString(), holder));
      }
    }
    return held.isEmpty()
        ? Finding.ok(what, "nobody writes")
        : Finding.warn(
            what,
            "held: " + held,
            "That is right while they work. Where a process hangs, end it: the lock goes with it.");
  }

  /** What killed builds left; a build that runs has some of its own. */
  private static Finding leftovers(String what, Path workspace) throws IOException {
    List<Path> left = new ArrayList<>();
    for (String folder : List.of("generations", "stages")) {
      Path at = workspace.resolve(folder);
      if (Files.isDirectory(at)) {
        try (Stream<Path> entries = Files.walk(at, 3)) {
          entries
              .filter(entry -> !entry.equals(at) && Files.isDirectory(entry))
              .filter(entry -> entry.getFileName().toString().startsWith("."))
              .map(workspace::relativize)
              .forEach(left::add);
        }
      }
    }
    if (left.isEmpty()) {
      return Finding.ok(what, "none");
    }
    return FolderLock.holder(workspace).isPresent()
        ? Finding.ok(what, left.size() + " unfinished outputs of the build that runs")
        : Finding.warn(
            what,
            left.size() + " of a build that was ended, such as " + left.getFirst(),
            "The next llmrec build removes them.");
  }

  private static Finding answers(String what, Path workspace) throws IOException {
    Path folder = workspace.resolve(ANSWERS);
    if (!AnswerStores.exists(folder)) {
      return Finding.ok(what, "no answer was asked for yet");
    }
    AnswerStores.verify(folder);
    return Finding.ok(what, "the store is whole");
  }

  private static Finding live(String what, Path workspace) throws IOException {
    JournalContent content = JournalContent.read(workspace);
    String text = content.entries().size() + " changes in the journal, all whole";
    return content.cut() == 0
        ? Finding.ok(what, text)
        : Finding.warn(
            what,
            text + ", and a last line of " + content.cut() + " bytes without an end",
            "Nobody was told that it is safe; the next writer takes it out.");
  }

  private static Finding forgotten(String what, Path workspace) throws IOException {
    return Finding.ok(what, Forgotten.read(workspace).size() + " items and people");
  }

  private static Finding imported(String what, Path workspace) throws IOException {
    return Finding.ok(
        what, ImportedRanker.of(workspace).map(schema -> schema.name() + ", whole").orElse("none"));
  }
}
