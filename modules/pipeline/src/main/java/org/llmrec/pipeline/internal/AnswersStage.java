package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.answer.AnswerCounts;
import org.llmrec.enrich.answer.AnswerFiles;
import org.llmrec.enrich.answer.AnswerGraphs;
import org.llmrec.enrich.answer.AnswerImport;
import org.llmrec.enrich.answer.AnswerLookup;
import org.llmrec.enrich.answer.FieldAnswer;
import org.llmrec.enrich.job.Questions;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageRecord;
import org.llmrec.pipeline.config.WorkspaceConfig;

/**
 * The answers that a generation uses: those of the answer store, to the questions that are asked
 * now and else imported ones, and then those of recorded files. Beside all answers it leaves the
 * bare texts of each field in a file of its own, so that new answers to one prompt make no other
 * field stale.
 */
final class AnswersStage implements Stage {
  static final String ANSWERS = "answers.jsonl";

  /** The folder of the texts, a file for each prompt. */
  static final String TEXTS = "texts";

  /** Which interactions the answers were built on: {@link AnswerGraphs}. */
  static final String GRAPHS = "graphs.json";

  /** Before the name of a field in the counts: items without an answer. */
  static final String MISSING = "missing ";

  private static final StageInput.Output CATALOGUE =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.CATALOGUE);

  /** Items that are looked up in the store together. */
  private static final int TOGETHER = 64;

  private final WorkspaceConfig config;
  private final EnrichFolder folder;
  private final AskedFields asked;
  private final Forgotten forgotten;

  AnswersStage(WorkspaceConfig config, Path workspace) {
    this.config = config;
    this.folder = new EnrichFolder(workspace);
    this.asked = new AskedFields(config, workspace);
    this.forgotten = ForgottenInput.of(workspace);
  }

  /** The file with one prompt's texts: one {@link FieldText} a line, in catalogue order. */
  static String textsFile(String prompt) {
    return TEXTS + "/" + prompt + ".jsonl";
  }

  /**
   * The file {@code answers.json}.
   *
   * @param recorded what became of the recorded files
   * @param items of the catalogue
   * @param fields how many items have an answer, by field
   * @param missing how many items have none, of the fields that are asked for
   */
  record Report(
      AnswerCounts recorded, long items, Map<String, Long> fields, Map<String, Long> missing) {}

  @Override
  public String name() {
    return StandardPlan.ANSWERS;
  }

  @Override
  public int format() {
    return 3;
  }

  @Override
  public List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>();
    config.namedAnswers().forEach((name, file) -> inputs.add(new StageInput.External(name, file)));
    inputs.addAll(asked.inputs());
    inputs.addAll(ForgottenInput.inputs(folder.workspace(), forgotten));
    inputs.add(CATALOGUE);
    return inputs;
  }

  @Override
  public Map<String, String> options() {
    return asked.options();
  }

  @Override
  public void run(StageContext context) throws IOException {
    Path out = context.folder();
    Path catalogue = context.input(CATALOGUE.name());
    Path recorded = out.resolve("recorded.jsonl");
    AnswerCounts counts = readRecorded(context, catalogue, recorded);
    Report report;
    try (AnswersWriter writer = new AnswersWriter(out, config.enrich().knownFields())) {
      merge(catalogue, recorded, writer, context.progress());
      report = report(counts, writer);
    }
    Files.delete(recorded);
    Json.write(out.resolve("answers.json"), report);
    try (Stream<Answer> answers = AnswerFiles.stream(out.resolve(ANSWERS))) {
      Json.write(out.resolve(GRAPHS), AnswerGraphs.of(answers));
    }
    context.count("answers", report.fields().values().stream().mapToLong(Long::longValue).sum());
    context.count("prompts", report.fields().size());
    report.missing().forEach((field, items) -> context.count(MISSING + field, items));
    context.count(StageRecord.REJECTED, counts.rejected());
  }

  private AnswerCounts readRecorded(StageContext context, Path catalogue, Path recorded)
      throws IOException {
    Ids.Builder ids = new Ids.Builder();
    try (Stream<Item> items = CatalogueFiles.stream(catalogue)) {
      items.forEach(item -> ids.add(item.id()));
    }
    try (Rejects rejects =
        Rejects.writingTo(
            context.folder().resolve(ImportStage.REJECTS), context.strict(), forgotten)) {
      return AnswerImport.run(
          config.answers(),
          ids.build(),
          config.enrich().knownFields(),
          recorded,
          rejects,
          context.progress());
    }
  }

  private void merge(Path catalogue, Path recorded, AnswersWriter writer, Progress progress)
      throws IOException {
    Optional<AnswerStore> store = asked.open();
    try (Stream<Item> stream = CatalogueFiles.stream(catalogue);
        PinnedSource neighbours =
            PinnedSource.open(folder.neighbours(), catalogue, asked.prompts());
        AnswersByItem files = AnswersByItem.open(recorded);
        Progress.Task task = progress.start("look answers up", -1, "items")) {
      Optional<Questions> questions = questions(neighbours);
      Iterator<Item> items = stream.iterator();
      while (items.hasNext()) {
        List<Item> some = new ArrayList<>(TOGETHER);
        while (some.size() < TOGETHER && items.hasNext()) {
          some.add(items.next());
        }
        List<Map<String, FieldAnswer>> found =
            store.isPresent()
                ? new AnswerLookup(store.get())
                    .find(some, questions, config.enrich().importedFields())
                : List.<Map<String, FieldAnswer>>of();
        for (int i = 0; i < some.size(); i++) {
          Map<String, Answer> answers = new HashMap<>(files.of(some.get(i).id()));
          if (!found.isEmpty()) {
            found
                .get(i)
                .forEach((field, of) -> of.answer().ifPresent(text -> answers.put(field, text)));
          }
          writer.write(answers);
        }
        task.advance(some.size());
      }
    } finally {
      if (store.isPresent()) {
        store.get().close();
      }
    }
  }

  private Optional<Questions> questions(PinnedSource neighbours) {
    return config.llm().isPresent()
        ? Optional.of(AskedPrompts.questions(config, asked.prompts(), neighbours.source()))
        : Optional.empty();
  }

  private Report report(AnswerCounts recorded, AnswersWriter writer) {
    Map<String, Long> missing = new LinkedHashMap<>();
    for (String field : asked.expected(List.copyOf(writer.counts().keySet()))) {
      long lacking = writer.items() - writer.counts().getOrDefault(field, 0L);
      if (lacking > 0) {
        missing.put(field, lacking);
      }
    }
    if (asked.missingIsAnError() && !missing.isEmpty()) {
      throw new ConfigException(
          WorkspaceCode.ANSWERS_MISSING,
          "expected an answer for every item, since enrich.on-missing is error, found "
              + missing.entrySet().stream()
                  .map(
                      each ->
                          String.format(
                              Locale.ROOT,
                              "%,d of %,d items without %s",
                              each.getValue(),
                              writer.items(),
                              each.getKey()))
                  .collect(Collectors.joining(", "))
              + "; run `llmrec enrich`, or build without them: on-missing: skip");
    }
    return new Report(recorded, writer.items(), writer.counts(), missing);
  }
}
