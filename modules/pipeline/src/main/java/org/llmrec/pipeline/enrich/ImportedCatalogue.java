package org.llmrec.pipeline.enrich;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.table.Ids;
import org.llmrec.pipeline.Build;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.WorkspaceStatus;
import org.llmrec.pipeline.build.BuildListener;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.build.StageReport;
import org.llmrec.pipeline.build.StageStatus;

/**
 * The catalogue and the interactions as a build imports them: what is asked about an item is what
 * will be built.
 *
 * @param folder of the import's output
 * @param size how many items there are
 */
record ImportedCatalogue(Path folder, long size) {
  private static final String IMPORT = "import";

  /** Imports what is not imported yet; holds the workspace's lock for no longer than that. */
  static ImportedCatalogue of(Workspace workspace, Progress progress, BuildListener listener)
      throws IOException {
    BuildReport report =
        Build.run(
            workspace,
            BuildOptions.defaults().only(IMPORT).progress(progress).listener(onlyThat(listener)));
    long items =
        report.stages().stream()
            .filter(stage -> stage.stage().equals(IMPORT))
            .mapToLong(stage -> stage.counts().getOrDefault("items", 0L))
            .sum();
    String key =
        WorkspaceStatus.of(workspace.folder()).stages().stream()
            .filter(stage -> stage.stage().equals(IMPORT))
            .findFirst()
            .flatMap(StageStatus::key)
            .orElseThrow(
                () ->
                    new LlmrecException(
                        FileCode.BUILD_DAMAGED, "the import is gone; run it again"));
    return new ImportedCatalogue(workspace.folder().resolve(StageEntry.folder(IMPORT, key)), items);
  }

  /** The stages after it are none of an enrichment's business. */
  private static BuildListener onlyThat(BuildListener listener) {
    return new BuildListener() {
      @Override
      public void starting(String stage, String reason) {
        listener.starting(stage, reason);
      }

      @Override
      public void finished(StageReport report) {
        if (report.outcome() == StageReport.Outcome.BUILT) {
          listener.finished(report);
        }
      }
    };
  }

  /** The file of the items. */
  Path catalogue() {
    return folder.resolve("catalogue.jsonl");
  }

  /** The file of the interactions. */
  Path interactions() {
    return folder.resolve("interactions.csv");
  }

  /** All items; close the stream. */
  Stream<Item> items() throws IOException {
    return CatalogueFiles.stream(catalogue());
  }

  /** The items' ids, in their order. */
  Ids ids() throws IOException {
    Ids.Builder ids = new Ids.Builder();
    try (Stream<Item> items = items()) {
      items.forEach(item -> ids.add(item.id()));
    }
    return ids.build();
  }
}
