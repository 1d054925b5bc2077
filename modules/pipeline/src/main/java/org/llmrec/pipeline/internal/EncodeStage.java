package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.json.Json;
import org.llmrec.core.text.ItemText;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.encode.BatchEncoder;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.cache.CacheCounts;
import org.llmrec.encode.cache.CachedTextEncoder;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.build.StageOutput;
import org.llmrec.pipeline.build.StageRecord;
import org.llmrec.pipeline.config.EncoderConfig;
import org.llmrec.pipeline.internal.encode.EarlierVectors;
import org.llmrec.pipeline.internal.encode.IncrementalEncoding;

/**
 * One field's texts into vectors. What an earlier run of the same model has encoded is taken from
 * its output, so that a change of some texts costs those texts.
 */
final class EncodeStage implements Stage {
  static final String VECTORS = IncrementalEncoding.VECTORS;

  private static final StageInput.Output MODEL =
      new StageInput.Output(StandardPlan.MODEL, EncoderManifest.FILE_NAME);

  private final String field;
  private final StageInput.Output texts;
  private final Opener opener;

  /** Opens an encoder. */
  @FunctionalInterface
  interface Opener {
    /** From the folder of a model; the caller closes it. */
    TextEncoder open(Path model) throws IOException;
  }

  EncodeStage(String field, Opener opener) {
    this.field = field;
    this.texts =
        field.equals(Fields.DESCRIPTION)
            ? new StageInput.Output(StandardPlan.IMPORT, ImportStage.CATALOGUE)
            : new StageInput.Output(StandardPlan.ANSWERS, AnswersStage.textsFile(field));
    this.opener = opener;
  }

  static List<Stage> all(List<String> fields, EncoderConfig config) {
    Opener opener = model -> open(model, config);
    return fields.stream().<Stage>map(field -> new EncodeStage(field, opener)).toList();
  }

  private static TextEncoder open(Path model, EncoderConfig config) throws IOException {
    TextEncoder encoder = OnnxTextEncoder.open(model, config.options());
    if (config.cache().isEmpty()) {
      return encoder;
    }
    try {
      return CachedTextEncoder.over(encoder, config.cache().get());
    } catch (RuntimeException | Error e) {
      encoder.close();
      throw e;
    }
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
   * @param texts how many have a vector: always {@code encoded + fromCache + reused + repeated}
   * @param encoded how many went through the encoder
   * @param fromCache how many the vector cache had; 0 without one
   * @param reused how many an earlier run had encoded
   * @param repeated how many are the same as one of the encoded
   * @param truncated how many are longer than the model reads
   * @param fromTitle items without a description, encoded from title and categories
   * @param fromId items without any text, encoded from their id
   */
  record Report(
      String field,
      String encoder,
      String encoderSha256,
      long texts,
      long encoded,
      long fromCache,
      long reused,
      long repeated,
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
    return 2;
  }

  @Override
  public List<StageInput> inputs() {
    return List.of(texts, MODEL);
  }

  /** None: workers, budget and cache change the speed, and the last bits at most. */
  @Override
  public Map<String, String> options() {
    return Map.of();
  }

  @Override
  public void run(StageContext context) throws IOException {
    long start = System.nanoTime();
    Path modelFile = context.input(MODEL.name());
    EncoderManifest model = Json.read(modelFile, EncoderManifest.class);
    IncrementalEncoding.Target target =
        new IncrementalEncoding.Target(
            context.folder(),
            model.dims(),
            Map.of("field", field, "encoder", model.name(), "encoderSha256", model.sha256()),
            "encode " + field);
    Sources sources = new Sources(field, context.input(texts.name()));
    Optional<EarlierVectors> earlier =
        context
            .earlier(record -> ofThisModel(record, context))
            .map(StageOutput::folder)
            .flatMap(folder -> EarlierVectors.open(folder, target.dims(), target.meta()));
    AtomicReference<TextEncoder> opened = new AtomicReference<>();
    IncrementalEncoding.Counts counts;
    try {
      counts =
          IncrementalEncoding.run(
              target,
              sources::open,
              earlier,
              () -> {
                opened.set(opener.open(modelFile.getParent()));
                return opened.get();
              },
              context.progress());
    } finally {
      earlier.ifPresent(EarlierVectors::close);
    }
    Optional<CacheCounts> cached =
        opened.get() instanceof CachedTextEncoder encoder
            ? Optional.of(encoder.counts())
            : Optional.empty();
    long fromCache = cached.map(CacheCounts::fromCache).orElse(0L);
    Report report =
        new Report(
            field,
            model.name(),
            model.sha256(),
            counts.texts(),
            counts.encoded() - fromCache,
            fromCache,
            counts.reused(),
            counts.repeated(),
            counts.truncated(),
            sources.count(ItemText.Source.TITLE_AND_CATEGORIES),
            sources.count(ItemText.Source.ID),
            (System.nanoTime() - start) / 1e9);
    Json.write(context.folder().resolve("encode.json"), report);
    context.count("texts", report.texts());
    context.count("encoded", report.encoded());
    cached.ifPresent(
        cache -> {
          context.count("from cache", cache.fromCache());
          context.count("not kept in cache", cache.notKept());
        });
    context.count("reused", report.reused());
    context.count("repeated", report.repeated());
    context.count("truncated", report.truncated());
    if (field.equals(Fields.DESCRIPTION)) {
      context.count("from title and categories", report.fromTitle());
      context.count("from id", report.fromId());
    }
  }

  /** Of another model every text is to be encoded anew; its vectors need not even be read. */
  private boolean ofThisModel(StageRecord record, StageContext context) {
    String model = context.hashes().get(MODEL.name());
    return record.stageFormat() == format()
        && model.equals(record.inputs().get(MODEL.name()))
        && record.output(IncrementalEncoding.VECTORS).isPresent()
        && record.output(IncrementalEncoding.TEXTS).isPresent();
  }

  /** The rows of a field, with a note of what they are made of. */
  private static final class Sources {
    private final String field;
    private final Path file;
    private final long[] bySource = new long[ItemText.Source.values().length];

    Sources(String field, Path file) {
      this.field = field;
      this.file = file;
    }

    Stream<BatchEncoder.Row> open() throws IOException {
      if (!field.equals(Fields.DESCRIPTION)) {
        return FieldText.stream(file).map(text -> new BatchEncoder.Row(text.item(), text.text()));
      }
      Arrays.fill(bySource, 0);
      Stream<Item> items = CatalogueFiles.stream(file);
      return items.map(
          item -> {
            ItemText text = ItemText.of(item);
            bySource[text.source().ordinal()]++;
            return new BatchEncoder.Row(item.id(), text.text());
          });
    }

    /** How many of the rows that were last read are made of that. */
    long count(ItemText.Source source) {
      return bySource[source.ordinal()];
    }
  }
}
