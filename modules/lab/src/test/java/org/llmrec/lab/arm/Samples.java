package org.llmrec.lab.arm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TextEncoder;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.answer.AnswerFiles;
import org.llmrec.enrich.answer.AnswerImport;

/** Catalogues with answers, and the real encoder. */
public record Samples(List<Item> items, List<Answer> answers) {
  private static final Path ROOT = Path.of(System.getProperty("llmrec.root", "."));
  private static final String MODEL = "all-minilm-l6-v2";

  /** Where MovieLens lies, if it is there. */
  static final Path MOVIELENS = ROOT.resolve("../shared/data/movielens-small");

  /** The 100 books of the repository. */
  public static Samples books() throws IOException {
    Path sample = ROOT.resolve("data/sample");
    return read(sample.resolve("catalogue.jsonl"), sample.resolve("answers.jsonl"));
  }

  static Samples movies() throws IOException {
    return read(MOVIELENS.resolve("items.jsonl"), MOVIELENS.resolve("enrichment.jsonl"));
  }

  private static Samples read(Path catalogue, Path recorded) throws IOException {
    Path folder = Files.createTempDirectory("samples");
    try {
      Path items = folder.resolve("catalogue.jsonl");
      Path answers = folder.resolve("answers.jsonl");
      Ids ids =
          CatalogueImport.run(
                  CatalogueSource.of(catalogue), items, Rejects.counting(), Progress.silent())
              .items();
      AnswerImport.run(List.of(recorded), ids, answers, Rejects.counting(), Progress.silent());
      try (Stream<Answer> stream = AnswerFiles.stream(answers)) {
        return new Samples(CatalogueFiles.read(items), stream.toList());
      }
    } finally {
      AtomicFiles.deleteTree(folder);
    }
  }

  /** Two workers; the model's folder is made below {@code target} once. */
  public static synchronized TextEncoder encoder() throws IOException {
    Path folder = Path.of("target", "models", MODEL);
    EncoderModels.copyFromClasspath(MODEL, folder);
    return OnnxTextEncoder.open(folder, new EncoderOptions(2, 1024));
  }

  /** An answer without neighbours. */
  static Answer answer(String item, String prompt, String text) {
    return answer(item, prompt, text, "");
  }

  static Answer answer(String item, String prompt, String text, String graph) {
    return new Answer(item, prompt, 1, text, "somebody", "2026-11-25", List.of(), graph);
  }
}
