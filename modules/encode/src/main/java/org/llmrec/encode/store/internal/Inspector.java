package org.llmrec.encode.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.store.Inspection;
import org.llmrec.encode.store.Inspection.Fact;
import org.llmrec.encode.store.ModelFacts;

/** Gathers what is known of a model, each fact from the first place that has it. */
public final class Inspector {
  private static final String HIDDEN = "last_hidden_state";
  private static final String CONFIG = "config.json";
  private static final String PROMPTS = "config_sentence_transformers.json";
  private static final String NO_LICENCE = "NOASSERTION";

  private final Path folder;
  private final ModelFacts given;
  private final List<Fact> facts = new ArrayList<>();

  /** A value and the place that has it. */
  private record Found<T>(T value, String from) {}

  /** For one folder. */
  public Inspector(Path folder, ModelFacts given) {
    this.folder = folder;
    this.given = given;
  }

  /** See {@link Inspection#of}. */
  public Inspection inspect() throws IOException {
    Map<String, Path> files = ModelFiles.in(folder, given.onnx());
    Casing.check(folder);
    files.forEach(
        (name, file) ->
            facts.add(new Fact("file " + name, folder.relativize(file).toString(), "")));
    SentenceModules modules = SentenceModules.read(folder);
    SideFile prompts = SideFile.read(folder, PROMPTS);
    String name = fact("name", of(given.name(), "--name"), folderName());
    int width = width(files.get(EncoderManifest.MODEL));
    Pooling pooling =
        fact(
            "pooling",
            of(given.pooling(), "--pooling"),
            of(modules.pooling(), modules.poolingFile()));
    boolean normalise =
        fact(
            "normalise",
            of(given.normalise(), "--[no-]normalise"),
            of(modules.normalise(), SentenceModules.MODULES),
            new Found<>(true, "default"));
    int maxTokens = maxTokens();
    String query =
        fact(
            "query prefix",
            of(given.queryPrefix(), "--query-prefix"),
            of(prompts.text("/prompts/query"), PROMPTS),
            new Found<>("", "default"));
    String passage =
        fact(
            "passage prefix",
            of(given.passagePrefix(), "--passage-prefix"),
            of(prompts.text("/prompts/document"), PROMPTS),
            of(prompts.text("/prompts/passage"), PROMPTS),
            new Found<>("", "default"));
    String licence =
        fact("licence", of(given.licence(), "--licence"), new Found<>(NO_LICENCE, "default"));
    return new Inspection(
        files,
        name,
        width,
        pooling,
        normalise,
        maxTokens,
        query,
        passage,
        licence,
        List.copyOf(facts));
  }

  private Found<String> folderName() {
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    return new Found<>(name.toLowerCase(Locale.ROOT), "the folder's name");
  }

  private int width(Path model) throws IOException {
    OnnxFile onnx = OnnxFile.read(model);
    long fromGraph = onnx.width(HIDDEN);
    OptionalInt fromConfig = SideFile.read(folder, CONFIG).number("hidden_size");
    if (fromGraph < 0 && (fromConfig.isEmpty() || !onnx.outputs().containsKey(HIDDEN))) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          model
              + ": expected an output last_hidden_state, FLOAT [B, L, width], found outputs "
              + onnx.outputs());
    }
    if (fromGraph >= 0 && fromConfig.isPresent() && fromConfig.getAsInt() != fromGraph) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          folder.resolve(CONFIG)
              + ": expected hidden_size "
              + fromGraph
              + " as in "
              + model
              + ", found "
              + fromConfig.getAsInt()
              + "; the two are of different models");
    }
    return fact(
        "width",
        fromGraph >= 0
            ? new Found<>(Math.toIntExact(fromGraph), folder.relativize(model).toString())
            : new Found<>(fromConfig.getAsInt(), CONFIG));
  }

  private int maxTokens() throws IOException {
    String sentence = "sentence_bert_config.json";
    String tokenizer = "tokenizer_config.json";
    return fact(
        "max tokens",
        of(given.maxTokens(), "--max-tokens"),
        of(SideFile.read(folder, sentence).number("max_seq_length"), sentence),
        of(SideFile.read(folder, tokenizer).number("model_max_length"), tokenizer));
  }

  /** Keeps the first that was found. */
  @SafeVarargs
  private <T> T fact(String what, Found<T>... places) {
    for (Found<T> found : places) {
      if (found.value() != null) {
        String value =
            found.value() instanceof Pooling pooling
                ? pooling.label()
                : String.valueOf(found.value());
        facts.add(new Fact(what, value, found.from()));
        return found.value();
      }
    }
    List<String> looked = new ArrayList<>();
    for (Found<T> place : places) {
      looked.add(place.from());
    }
    throw new ConfigException(
        EncoderCode.MODEL_UNDESCRIBED,
        folder + ": expected to find " + what + " in one of " + looked + ", found it in none");
  }

  private static <T> Found<T> of(Optional<T> value, String from) {
    return new Found<>(value.orElse(null), from);
  }

  private static Found<Integer> of(OptionalInt value, String from) {
    return new Found<>(value.isPresent() ? value.getAsInt() : null, from);
  }
}
