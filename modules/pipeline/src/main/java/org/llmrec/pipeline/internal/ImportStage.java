package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueCounts;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.catalogue.ImportedCatalogue;
import org.llmrec.data.interaction.InteractionCounts;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.interaction.InteractionSource;
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

  private final CatalogueSource catalogue;
  private final InteractionSource interactions;

  ImportStage(WorkspaceConfig config) {
    this.catalogue = config.catalogue();
    this.interactions = config.interactions();
  }

  /** The file {@code import.json}. */
  record Report(
      CatalogueCounts catalogue, InteractionCounts interactions, Map<String, Long> rejected) {}

  @Override
  public String name() {
    return StandardPlan.IMPORT;
  }

  @Override
  public int format() {
    return 1;
  }

  @Override
  public List<StageInput> inputs() {
    return List.of(
        new StageInput.External(CATALOGUE_INPUT, catalogue.file()),
        new StageInput.External(INTERACTIONS_INPUT, interactions.file()));
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new TreeMap<>(Meaning.options(interactions.feedback()));
    options.put("catalogue.format", catalogue.format().label());
    catalogue.columns().forEach((field, column) -> options.put("catalogue.map." + field, column));
    options.put("interactions.format", interactions.format().label());
    interactions
        .columns()
        .forEach((field, column) -> options.put("interactions.map." + field, column));
    options.put("interactions.repeats", interactions.repeats().label());
    return options;
  }

  @Override
  public void run(StageContext context) throws IOException {
    Path folder = context.folder();
    Report report;
    try (Rejects rejects = Rejects.writingTo(folder.resolve(REJECTS), context.strict())) {
      ImportedCatalogue items =
          CatalogueImport.run(catalogue, folder.resolve(CATALOGUE), rejects, context.progress());
      InteractionCounts events =
          InteractionImport.run(
              interactions,
              items.items(),
              folder.resolve(INTERACTIONS),
              rejects,
              context.progress());
      report = new Report(items.counts(), events, rejects.counts());
      context.count(StageRecord.REJECTED, rejects.total());
    }
    Json.write(folder.resolve("import.json"), report);
    context.count("items", report.catalogue().accepted());
    context.count("without description", report.catalogue().withoutDescription());
    context.count(
        "interactions", report.interactions().accepted() - report.interactions().merged());
    context.count("positives", report.interactions().positives());
    context.count("users", report.interactions().users());
  }
}
