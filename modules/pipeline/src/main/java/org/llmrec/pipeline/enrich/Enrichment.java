package org.llmrec.pipeline.enrich;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.data.record.Rejects;
import org.llmrec.enrich.answer.AnswerLookup;
import org.llmrec.enrich.answer.ExportCounts;
import org.llmrec.enrich.answer.FieldAnswer;
import org.llmrec.enrich.answer.ImportCounts;
import org.llmrec.enrich.answer.StoreExport;
import org.llmrec.enrich.answer.StoreImport;
import org.llmrec.enrich.job.BatchEnrichment;
import org.llmrec.enrich.job.EnrichmentJob;
import org.llmrec.enrich.job.EnrichmentPlan;
import org.llmrec.enrich.job.EnrichmentSummary;
import org.llmrec.enrich.job.JobOptions;
import org.llmrec.enrich.job.Polling;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.job.Workload;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.report.ReportOptions;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.BatchLog;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoreCounts;
import org.llmrec.llm.LanguageModel;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.config.LlmConfig;
import org.llmrec.pipeline.internal.AskedPrompts;
import org.llmrec.pipeline.internal.EnrichFolder;

/**
 * The answers of a workspace: asked for, brought in, looked at. One process writes answers at a
 * time; others may build, serve and look meanwhile. {@link #stop} may be called from any thread,
 * all else by one.
 */
public final class Enrichment {
  private final Workspace workspace;
  private final EnrichFolder folder;
  private final Polling polling;
  private final Stopping stopping = new Stopping();

  private Enrichment(Workspace workspace, Polling polling) {
    this.workspace = workspace;
    this.polling = polling;
    this.folder = new EnrichFolder(workspace.folder());
  }

  /** Of a workspace; opens nothing yet. */
  public static Enrichment of(Workspace workspace) {
    return of(workspace, Polling.defaults());
  }

  /** With another patience for batches. */
  static Enrichment of(Workspace workspace, Polling polling) {
    return new Enrichment(workspace, polling);
  }

  /**
   * Asks whatever is not answered yet, until all is or something ends it. Imports the catalogue
   * first where that is stale; asks each question once, over all runs.
   *
   * @throws ConfigException if the configuration names no model or a wrong one, or the budget
   *     limits the cost of a model without a price; nothing was sent then
   * @throws LlmrecException if somebody else asks in this workspace
   * @throws IOException if the disk fails
   */
  public EnrichmentSummary run(EnrichOptions options) throws IOException {
    LlmConfig llm = model();
    List<Prompt> prompts = prompts();
    ImportedCatalogue imported = imported(options);
    JobOptions job = Terms.of(llm, workspace.config().enrich(), folder, options);
    try (AnswerStore store = AnswerStores.open(folder.answers());
        Neighbours neighbours =
            Neighbours.pinned(workspace.config(), folder, imported, prompts, options)) {
      checkBatches(store, options.batch());
      Workload workload = workload(imported, prompts, neighbours);
      try (LanguageModel model = ConfiguredModel.bare(llm)) {
        Run run = run(workload, store, model, job, options);
        if (options.newBudget()) {
          // Not before all else is as it should be: a mistake must not cost the account.
          store.ledger().renew();
        }
        try (Stopping.Watch watch = stopping.watch(run.stop())) {
          return run.job().run();
        }
      }
    }
  }

  /** Asks until something ends it. */
  private interface Job {
    EnrichmentSummary run() throws IOException;
  }

  private record Run(Job job, Runnable stop) {}

  private Run run(
      Workload workload,
      AnswerStore store,
      LanguageModel model,
      JobOptions job,
      EnrichOptions options) {
    if (options.batch()) {
      BatchEnrichment batches =
          new BatchEnrichment(workload, store, model, job, polling, options.progress());
      return new Run(batches::run, batches::stop);
    }
    EnrichmentJob calls = new EnrichmentJob(workload, store, model, job, options.progress());
    return new Run(calls::run, calls::stop);
  }

  /**
   * Ends a run cleanly: no call is made any more, those that are being made come to their end, and
   * every answer is on the disk when {@link #run} returns.
   */
  public void stop() {
    stopping.stop();
  }

  /**
   * What a run would ask, and what that would cost. Sends nothing, opens no model, needs no key and
   * changes nothing but the import; neighbours that are not pinned yet, or would be found anew, are
   * found and forgotten.
   *
   * @throws ConfigException as for {@link #run}
   */
  public EnrichmentPlan plan(EnrichOptions options) throws IOException {
    LlmConfig llm = model();
    List<Prompt> prompts = prompts();
    ImportedCatalogue imported = imported(options);
    JobOptions job = Terms.of(llm, workspace.config().enrich(), folder, options);
    try (Neighbours neighbours =
            Neighbours.tried(workspace.config(), folder, imported, prompts, options);
        AnswerStore store = readable()) {
      return EnrichmentPlan.of(workload(imported, prompts, neighbours), store, job);
    }
  }

  /** How the answers stand. Takes no lock and changes nothing. */
  public EnrichStatus status() throws IOException {
    Optional<String> writer = FolderLock.holder(folder.answers());
    if (!AnswerStores.exists(folder.answers())) {
      return new EnrichStatus(
          new StoreCounts(Map.of(), 0),
          Spend.NONE,
          workspace.config().enrich().budget(),
          0,
          0,
          writer);
    }
    try (AnswerStore store = AnswerStores.read(folder.answers())) {
      List<BatchLog.Batch> open = store.batches().open();
      return new EnrichStatus(
          store.counts(),
          store.ledger().spent(),
          workspace.config().enrich().budget(),
          open.size(),
          open.stream().mapToLong(batch -> batch.keys().size()).sum(),
          writer);
    }
  }

  /**
   * Brings in answers that were made elsewhere, as the configuration's fields. Records that cannot
   * be used go to {@link #rejects}.
   *
   * @param files JSON Lines of {@code item, prompt, answer, model, date} and perhaps more
   * @param replace whether they take the place of other ones that were imported before
   * @param strict whether the first record that cannot be used stops it
   * @throws ConfigException if a file is not there
   * @throws BadRecordException if a record cannot be used, and {@code strict}
   * @throws LlmrecException if somebody else asks in this workspace
   */
  public ImportCounts importAnswers(
      List<Path> files, boolean replace, boolean strict, EnrichOptions options) throws IOException {
    ImportedCatalogue imported = imported(options);
    try (AnswerStore store = AnswerStores.open(folder.answers());
        Rejects rejects =
            Rejects.writingTo(rejects(), strict, Forgotten.read(workspace.folder()))) {
      return StoreImport.run(
          files,
          imported.ids(),
          workspace.config().enrich().knownFields(),
          store,
          replace,
          rejects,
          options.progress());
    }
  }

  /** The records that the last import refused. */
  public Path rejects() {
    return folder.rejects();
  }

  /**
   * Writes the answers that a build would take from the store, for others.
   *
   * @param file written whole or not at all
   */
  public ExportCounts exportAnswers(Path file, EnrichOptions options) throws IOException {
    ImportedCatalogue imported = imported(options);
    try (Neighbours neighbours = lookedUp(imported);
        AnswerStore store = readable();
        Stream<Item> items = imported.items()) {
      Optional<Questions> questions = questions(neighbours);
      AnswerLookup lookup = new AnswerLookup(store);
      return StoreExport.write(file, items.flatMap(item -> fields(lookup, item, questions)));
    }
  }

  /**
   * What the answers are like: how many, how long, how often the same, what is wrong with them, and
   * some side by side.
   */
  public EnrichReport report(ReportOptions show, EnrichOptions options) throws IOException {
    ImportedCatalogue imported = imported(options);
    try (Neighbours neighbours = lookedUp(imported);
        AnswerStore store = readable();
        Stream<Item> items = imported.items()) {
      return EnrichReport.of(
          items, questions(neighbours), workspace.config().enrich().importedFields(), store, show);
    }
  }

  private Stream<FieldAnswer> fields(
      AnswerLookup lookup, Item item, Optional<Questions> questions) {
    try {
      return lookup
          .find(List.of(item), questions, workspace.config().enrich().importedFields())
          .get(0)
          .values()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Neighbours lookedUp(ImportedCatalogue imported) throws IOException {
    return Neighbours.asPinned(folder, imported, prompts());
  }

  private Optional<Questions> questions(Neighbours neighbours) throws IOException {
    return workspace.config().llm().isPresent()
        ? Optional.of(AskedPrompts.questions(workspace.config(), prompts(), neighbours.source()))
        : Optional.empty();
  }

  private List<Prompt> prompts() throws IOException {
    return AskedPrompts.of(workspace.config().enrich());
  }

  private LlmConfig model() {
    return workspace.config().llm().orElseThrow(AskedPrompts::noModel);
  }

  private ImportedCatalogue imported(EnrichOptions options) throws IOException {
    return ImportedCatalogue.of(workspace, options.progress(), options.listener());
  }

  private Workload workload(
      ImportedCatalogue imported, List<Prompt> prompts, Neighbours neighbours) {
    return new Workload(
        AskedPrompts.questions(workspace.config(), prompts, neighbours.source()),
        imported.size(),
        imported::items);
  }

  private AnswerStore readable() throws IOException {
    return AnswerStores.exists(folder.answers())
        ? AnswerStores.read(folder.answers())
        : AnswerStores.inMemory();
  }

  /** Asked one by one meanwhile, they would be paid for twice. */
  private static void checkBatches(AnswerStore store, boolean batch) throws IOException {
    List<BatchLog.Batch> open = store.batches().open();
    if (!batch && !open.isEmpty()) {
      throw new ConfigException(
          WorkspaceCode.BATCHES_OPEN,
          "expected no batches with the server, found "
              + open.size()
              + " with "
              + open.stream().mapToLong(each -> each.keys().size()).sum()
              + " calls; fetch them first: llmrec enrich --batch");
    }
  }
}
