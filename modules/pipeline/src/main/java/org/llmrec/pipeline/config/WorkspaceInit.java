package org.llmrec.pipeline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionReader;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.judgement.ClickReader;
import org.llmrec.data.judgement.JudgementReader;
import org.llmrec.data.judgement.JudgementSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;

/** Makes a workspace's folder and its first configuration. */
public final class WorkspaceInit {
  private WorkspaceInit() {}

  /**
   * Writes {@code llmrec.yaml}, after a look at the files that it will name.
   *
   * @throws ConfigException if there is one already and it may not be replaced, or a file is not
   *     there or its columns are not recognised; nothing is written then
   * @throws IOException if the disk fails
   */
  public static void run(Path folder, InitOptions options) throws IOException {
    if (WorkspaceConfig.isIn(folder) && !options.overwrite()) {
      throw new ConfigException(
          WorkspaceCode.WORKSPACE_EXISTS,
          folder
              + ": expected a folder without a workspace, found "
              + WorkspaceConfig.FILE
              + "; name another folder, or ask to overwrite it");
    }
    CatalogueSource catalogue =
        new CatalogueSource(
            options.catalogue(),
            options.catalogueFormat(),
            options.encoding(),
            options.catalogueMap());
    try (Rejects rejects = Rejects.counting();
        CatalogueReader reader = new CatalogueReader(catalogue, rejects)) {
      if (reader.next() == null) {
        throw new ConfigException(
            DataCode.DATA_EMPTY,
            catalogue.file()
                + ": expected items, found "
                + (rejects.total() == 0
                    ? "no record at all"
                    : "only records that cannot be used: " + rejects.counts()));
      }
    }
    InteractionSource unknown = interactions(options, new Feedback.Weights());
    FeedbackGuess guess =
        options.feedback().isPresent()
            ? new FeedbackGuess(options.feedback().get(), "")
            : FeedbackGuess.of(unknown);
    InteractionSource interactions = interactions(options, guess.feedback());
    try (Rejects rejects = Rejects.counting()) {
      new InteractionReader(interactions, Ids.of(List.of()), rejects).close();
    }
    for (Path answers : options.answers()) {
      if (!Files.isRegularFile(answers)) {
        throw new ConfigException(
            DataCode.FILE_MISSING, "expected recorded answers at " + answers + ", found none");
      }
    }
    search(options.search());
    String text = ConfigTemplate.text(folder, options, interactions, guess.because());
    Files.createDirectories(folder);
    AtomicFiles.writeString(folder.resolve(WorkspaceConfig.FILE), text);
  }

  /** Whether the columns are recognised; which records are good is seen when building. */
  private static void search(SearchConfig search) throws IOException {
    if (search.clicksAlone()) {
      throw new ConfigException(OptionCode.OPTION_MISSING, SearchConfig.CLICKS_ALONE);
    }
    try (Rejects rejects = Rejects.counting()) {
      if (search.judgements().isPresent()) {
        JudgementSource source = JudgementSource.of(search.judgements().get());
        new JudgementReader(source, Ids.of(List.of()), rejects).close();
      }
      if (search.clicks().isPresent()) {
        JudgementSource source = JudgementSource.of(search.clicks().get());
        new ClickReader(source, Ids.of(List.of()), rejects).close();
      }
    }
  }

  private static InteractionSource interactions(InitOptions options, Feedback feedback) {
    return new InteractionSource(
        options.interactions(),
        options.interactionsFormat(),
        options.encoding(),
        options.interactionsMap(),
        feedback,
        feedback instanceof Feedback.Threshold ? Repeats.LATEST : Repeats.SUM);
  }
}
