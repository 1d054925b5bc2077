package org.llmrec.pipeline.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.answer.AnswerCounts;
import org.llmrec.enrich.answer.AnswerFiles;
import org.llmrec.enrich.answer.AnswerGraphs;
import org.llmrec.enrich.answer.AnswerImport;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageRecord;

/**
 * Recorded answers, checked against the catalogue. Beside all answers it leaves the bare texts of
 * each prompt in a file of its own, so that new answers to one prompt make no other field stale.
 */
final class AnswersStage implements Stage {
  static final String ANSWERS = "answers.jsonl";

  /** Which interactions the answers were built on: {@link AnswerGraphs}. */
  static final String GRAPHS = "graphs.json";

  private static final StageInput.Output CATALOGUE =
      new StageInput.Output(StandardPlan.IMPORT, ImportStage.CATALOGUE);

  private final Map<String, Path> files;

  /** From files by the names that records call them by. */
  AnswersStage(Map<String, Path> files) {
    this.files = new LinkedHashMap<>(files);
  }

  /** The file with one prompt's texts: one {@link FieldText} a line, in catalogue order. */
  static String textsFile(String prompt) {
    return "texts/" + prompt + ".jsonl";
  }

  @Override
  public String name() {
    return StandardPlan.ANSWERS;
  }

  @Override
  public int format() {
    return 2;
  }

  @Override
  public List<StageInput> inputs() {
    List<StageInput> inputs = new ArrayList<>();
    files.forEach((name, file) -> inputs.add(new StageInput.External(name, file)));
    inputs.add(CATALOGUE);
    return inputs;
  }

  @Override
  public Map<String, String> options() {
    return Map.of();
  }

  @Override
  public void run(StageContext context) throws IOException {
    Ids.Builder ids = new Ids.Builder();
    try (Stream<Item> items = CatalogueFiles.stream(context.input(CATALOGUE.name()))) {
      items.forEach(item -> ids.add(item.id()));
    }
    Path folder = context.folder();
    Path out = folder.resolve(ANSWERS);
    AnswerCounts counts;
    try (Rejects rejects =
        Rejects.writingTo(folder.resolve(ImportStage.REJECTS), context.strict())) {
      counts =
          AnswerImport.run(
              List.copyOf(files.values()), ids.build(), out, rejects, context.progress());
    }
    Json.write(folder.resolve("answers.json"), counts);
    try (Stream<Answer> answers = AnswerFiles.stream(out)) {
      Json.write(folder.resolve(GRAPHS), AnswerGraphs.of(answers));
    }
    splitByPrompt(out, folder, context.progress(), counts.accepted());
    context.count("answers", counts.accepted());
    context.count("prompts", counts.prompts().size());
    context.count(StageRecord.REJECTED, counts.rejected());
  }

  private static void splitByPrompt(Path answers, Path folder, Progress progress, long total)
      throws IOException {
    Map<String, BufferedWriter> writers = new HashMap<>();
    try (Stream<Answer> stream = AnswerFiles.stream(answers);
        Progress.Task task = progress.start("sort answers", total, "answers")) {
      for (Iterator<Answer> all = stream.iterator(); all.hasNext(); task.advance(1)) {
        Answer answer = all.next();
        BufferedWriter writer = writers.get(answer.prompt());
        if (writer == null) {
          Path file = folder.resolve(textsFile(answer.prompt()));
          Files.createDirectories(file.getParent());
          writer = Files.newBufferedWriter(file);
          writers.put(answer.prompt(), writer);
        }
        writer.write(Json.line(new FieldText(answer.item(), answer.answer())));
        writer.write('\n');
      }
    } finally {
      for (BufferedWriter writer : writers.values()) {
        writer.close();
      }
    }
  }
}
