package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.catalogue.ItemText;
import org.llmrec.encode.BatchEncoder;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TextEncoder;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;

/** One field's texts into vectors. */
final class EncodeStage implements Stage {
  static final String VECTORS = "vectors.vec";

  private static final StageInput.Output MODEL =
      new StageInput.Output(StandardPlan.MODEL, EncoderManifest.FILE_NAME);

  private final String field;
  private final StageInput.Output texts;
  private final EncoderOptions options;

  private EncodeStage(String field, EncoderOptions options) {
    this.field = field;
    this.texts =
        field.equals(Fields.DESCRIPTION)
            ? new StageInput.Output(StandardPlan.IMPORT, ImportStage.CATALOGUE)
            : new StageInput.Output(StandardPlan.ANSWERS, AnswersStage.textsFile(field));
    this.options = options;
  }

  static List<Stage> all(List<String> fields, EncoderOptions options) {
    return fields.stream().<Stage>map(field -> new EncodeStage(field, options)).toList();
  }

  /** The stage that encodes a field. */
  static String stage(String field) {
    return StandardPlan.ENCODE + "/" + field;
  }

  /** A field's vectors, as an input of later stages. */
  static StageInput.Output vectors(String field) {
    return new StageInput.Output(stage(field), VECTORS);
  }

  /**
   * The file {@code encode.json}.
   *
   * @param fromTitle items without a description, encoded from title and categories
   * @param fromId items without any text, encoded from their id
   */
  record Report(
      String field,
      String encoder,
      String encoderSha256,
      long texts,
      long truncated,
      long fromTitle,
      long fromId,
      double seconds) {}

  @Override
  public String name() {
    return stage(field);
  }

  @Override
  public int format() {
    return 1;
  }

  @Override
  public List<StageInput> inputs() {
    return List.of(texts, MODEL);
  }

  /** None: workers and budget change the speed, and the last bits at most. */
  @Override
  public Map<String, String> options() {
    return Map.of();
  }

  @Override
  public void run(StageContext context) throws IOException {
    Path model = context.input(MODEL.name()).getParent();
    ItemText.Source[] sources = ItemText.Source.values();
    long[] bySource = new long[sources.length];
    try (TextEncoder encoder = OnnxTextEncoder.open(model, options);
        Stream<BatchEncoder.Row> rows = rows(context.input(texts.name()), bySource)) {
      EncoderManifest manifest = encoder.manifest();
      BatchEncoder.Summary summary = write(encoder, rows.iterator(), context);
      Report report =
          new Report(
              field,
              manifest.name(),
              manifest.sha256(),
              summary.texts(),
              summary.truncated(),
              bySource[ItemText.Source.TITLE_AND_CATEGORIES.ordinal()],
              bySource[ItemText.Source.ID.ordinal()],
              summary.seconds());
      Json.write(context.folder().resolve("encode.json"), report);
      context.count("texts", report.texts());
      context.count("truncated", report.truncated());
      if (field.equals(Fields.DESCRIPTION)) {
        context.count("from title and categories", report.fromTitle());
        context.count("from id", report.fromId());
      }
    }
  }

  private BatchEncoder.Summary write(
      TextEncoder encoder, Iterator<BatchEncoder.Row> rows, StageContext context)
      throws IOException {
    EncoderManifest manifest = encoder.manifest();
    VectorFileWriter writer =
        VectorFileWriter.create(
            context.folder().resolve(VECTORS),
            encoder.dims(),
            Map.of("field", field, "encoder", manifest.name(), "encoderSha256", manifest.sha256()));
    try {
      long total;
      try (Stream<String> lines = Files.lines(context.input(texts.name()))) {
        total = lines.count();
      }
      BatchEncoder.Summary summary =
          BatchEncoder.encode(encoder, rows, total, writer, "encode " + field, context.progress());
      writer.close();
      return summary;
    } catch (IOException | RuntimeException | Error e) {
      writer.abort();
      throw e;
    }
  }

  private Stream<BatchEncoder.Row> rows(Path file, long[] bySource) throws IOException {
    if (!field.equals(Fields.DESCRIPTION)) {
      return FieldText.stream(file).map(text -> new BatchEncoder.Row(text.item(), text.text()));
    }
    Stream<Item> items = CatalogueFiles.stream(file);
    return items.map(
        item -> {
          ItemText text = ItemText.of(item);
          bySource[text.source().ordinal()]++;
          return new BatchEncoder.Row(item.id(), text.text());
        });
  }
}
