package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.journal.JournalContent;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueChanges;
import org.llmrec.data.catalogue.CatalogueCounts;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.catalogue.ImportedCatalogue;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.data.interaction.InteractionCounts;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Rejects;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageRecord;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** Catalogue and interactions into our own formats. */
final class ImportStage implements Stage {
  static final String CATALOGUE = "catalogue.jsonl";
  static final String INTERACTIONS = "interactions.csv";
  static final String REJECTS = "rejects.jsonl";

  private static final String CATALOGUE_INPUT = "catalogue";
  private static final String INTERACTIONS_INPUT = "interactions";
  private static final String JOURNAL_INPUT = "live items";

  private final CatalogueSource catalogue;
  private final InteractionSource interactions;
  private final Path workspace;
  private final Forgotten forgotten;
  private JournalContent journal;

  ImportStage(WorkspaceConfig config, Path workspace) {
    this.workspace = workspace;
    this.forgotten = ForgottenInput.of(workspace);
    this.catalogue = config.catalogue();
    this.interactions = config.interactions();
  }

  /**
   * The file {@code import.json}.
   *
   * @param journal what the journal of live items did, if there is one
   */
  record Report(
      CatalogueCounts catalogue,
      InteractionCounts interactions,
      Map<String, Long> rejected,
      Optional<JournalReport> journal) {}

  /**
   * What was taken from the journal of live items.
   *
   * @param sequence the number of its last entry
   * @param put how many items were put in
   * @param deleted how many items of the catalogue were left out
   */
  record JournalReport(long sequence, long put, long deleted) {}

  @Override
  public String name() {
    return StandardPlan.IMPORT;
  }

  @Override
  public int format() {
    return 2;
  }

  @Override
  public List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>();
    for (Path file : catalogue.files()) {
      String name =
          inputs.isEmpty() ? CATALOGUE_INPUT : CATALOGUE_INPUT + " " + (inputs.size() + 1);
      inputs.add(new StageInput.External(name, file));
    }
    inputs.add(new StageInput.External(INTERACTIONS_INPUT, interactions.file()));
    if (!journal().entries().isEmpty()) {
      inputs.add(
          new StageInput.Fingerprint(
              JOURNAL_INPUT, journal().sha256(), JournalContent.file(workspace)));
    }
    inputs.addAll(ForgottenInput.inputs(workspace, forgotten));
    return inputs;
  }

  /** Read once, as it grows: the key and the work must be of the same. */
  private JournalContent journal() {
    if (journal == null) {
      try {
        journal = JournalContent.read(workspace);
      } catch (IOException e) {
        throw new LlmrecException(
            Causes.code(e), JournalContent.file(workspace) + ": cannot read: " + e.getMessage(), e);
      }
    }
    return journal;
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(Meaning.options(interactions.feedback()));
    options.put("catalogue.format", catalogue.format().label());
    encoding(options, "catalogue", catalogue.encoding());
    catalogue.columns().forEach((field, column) -> options.put("catalogue.map." + field, column));
    options.put("interactions.format", interactions.format().label());
    encoding(options, "interactions", interactions.encoding());
    interactions
        .columns()
        .forEach((field, column) -> options.put("interactions.map." + field, column));
    options.put("interactions.repeats", interactions.repeats().label());
    return options;
  }

  /** Only where one is declared, so that the keys of what was imported before stay. */
  private static void encoding(Map<String, String> options, String of, Encoding encoding) {
    if (encoding != Encoding.AUTO) {
      options.put(of + ".encoding", encoding.label());
    }
  }

  @Override
  public void run(StageContext context) throws IOException {
    Path folder = context.folder();
    Report report;
    CatalogueChanges changes = new CatalogueChanges(journal(), forgotten);
    try (Rejects rejects =
        Rejects.writingTo(folder.resolve(REJECTS), context.strict(), forgotten)) {
      ImportedCatalogue items =
          CatalogueImport.run(
              catalogue, changes, folder.resolve(CATALOGUE), rejects, context.progress());
      InteractionCounts events =
          InteractionImport.run(
              interactions,
              items.items(),
              folder.resolve(INTERACTIONS),
              rejects,
              context.progress());
      report = new Report(items.counts(), events, rejects.counts(), report(changes));
      context.count(StageRecord.REJECTED, rejects.total());
    }
    Json.write(folder.resolve("import.json"), report);
    context.count("items", report.catalogue().accepted());
    context.count("without description", report.catalogue().withoutDescription());
    context.count(
        "interactions", report.interactions().accepted() - report.interactions().merged());
    context.count("positives", report.interactions().positives());
    context.count("users", report.interactions().users());
    if (report.journal().isPresent()) {
      context.count("live items put", report.journal().get().put());
      context.count("live items deleted", report.journal().get().deleted());
    }
  }

  private Optional<JournalReport> report(CatalogueChanges changes) {
    return journal().entries().isEmpty()
        ? Optional.empty()
        : Optional.of(new JournalReport(journal().last(), changes.put(), changes.deleted()));
  }
}
