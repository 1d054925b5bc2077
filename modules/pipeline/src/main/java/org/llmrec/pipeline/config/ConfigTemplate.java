package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.json.Json;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.train.TrainOptions;

/** Writes the first {@code llmrec.yaml} of a workspace. */
final class ConfigTemplate {
  private final Path folder;
  private final StringBuilder out = new StringBuilder();

  private ConfigTemplate(Path folder) {
    this.folder = folder;
  }

  /**
   * The text.
   *
   * @param folder where the file will lie
   * @param interactions with what their values mean
   * @param because a comment on that meaning; empty for none
   */
  static String text(
      Path folder, InitOptions options, InteractionSource interactions, String because) {
    ConfigTemplate template = new ConfigTemplate(folder.toAbsolutePath().normalize());
    template.write(options, interactions, because);
    return template.out.toString();
  }

  private void write(InitOptions options, InteractionSource interactions, String because) {
    line("# What this workspace is built from, and how. `llmrec build` reads it and runs what is");
    line("# not up to date. Relative paths are relative to this file's folder.");
    line("");
    line("catalogue:");
    source(
        options.catalogue(), options.catalogueFormat(), options.encoding(), options.catalogueMap());
    if (options.catalogueMap().isEmpty()) {
      line("  # map: {id: COLUMN}     # for id, title, description, categories under other names");
    }
    line("");
    line("interactions:");
    source(
        options.interactions(),
        options.interactionsFormat(),
        options.encoding(),
        options.interactionsMap());
    if (options.interactionsMap().isEmpty()) {
      line("  # map: {user: COLUMN}   # for user, item, value, timestamp, event under other names");
    }
    if (!because.isEmpty()) {
      // A column's name may hold a line feed, which would end the comment.
      line("  # " + because.replaceAll("\\p{Cntrl}|[\u0085\u2028\u2029]", " "));
    }
    feedback(interactions.feedback());
    line("  repeats: " + interactions.repeats().label() + "   # or max, sum, first");
    line("");
    line("# Recorded answers of a language model about the items.");
    if (options.answers().isEmpty()) {
      line("answers: []               # [{path: answers.jsonl}]");
    } else {
      line("answers:");
      options.answers().forEach(path -> answers(path, new TreeSet<>(options.independentGraphs())));
    }
    line("");
    line("encoder:");
    line("  model: " + EncoderModels.names().get(0) + "   # or  folder: PATH  of a model of yours");
    line("  # `llmrec models list` shows which models are here.");
    line(
        "  # Where it runs and how hard it may work; changes the last digits of a vector at most.");
    line(
        "  # device: cpu           # or cuda, cuda:1; prefer cuda, for the cpu where there is none");
    line(
        "  # fuse: true            # make a graph of the model that takes fewer steps to the same");
    line("  # plan: default         # or auto: once per machine and model, see what is fastest");
    defaults(RecordOptions.texts(EncoderPlan.standard(Device.cpu())));
    line("  # cache: false          # or true: vectors are shared with your other workspaces");
    line("");
    line("# How the ranker is trained. What stands behind # is the default.");
    line("train:");
    Map<String, String> train = RecordOptions.texts(TrainOptions.defaults());
    line("  seed: " + train.get("seed"));
    train.entrySet().stream()
        .filter(option -> !option.getKey().equals("seed"))
        .forEach(option -> defaults(Map.of(option.getKey(), option.getValue())));
    line("  # Whether a training begins with the weights of the one before it, where it can.");
    defaults(Map.of("warm-start", "false"));
    line("");
    line(
        "# Who puts a person's candidates in order: several methods together, or the towers alone.");
    line("# ranker: {hybrid: true}");
    line("");
    line(
        "# How texts become words (german, french, ..., none, cjk) and vectors are coded (int8, int4, bit).");
    line("# index: {language: english, vectors: float}");
    line("");
    line(
        "# What people say of items for queries (query, item, grade), and a log of what was shown");
    line("# and clicked on, to learn from them in which order a search shows what it finds.");
    if (options.search().judgements().isEmpty()) {
      line("# search: {judgements: judgements.csv, clicks: clicks.csv}");
    } else {
      line("search:");
      options.search().judgements().ifPresent(path -> line("  judgements: " + quote(place(path))));
      options.search().clicks().ifPresent(path -> line("  clicks: " + quote(place(path))));
    }
    line("");
    out.append(LanguageModelTemplate.text());
  }

  private void answers(Path path, Set<String> independent) {
    line("  - path: " + quote(place(path)));
    if (!independent.isEmpty()) {
      line("    # Built on other people's interactions, none of which is in this data.");
      line("    independent-graphs:");
      independent.forEach(graph -> line("      - " + quote(graph)));
    }
  }

  private void source(Path path, Format format, Encoding encoding, Map<String, String> map) {
    line("  path: " + quote(place(path)));
    List<String> others =
        Format.labels().stream().filter(label -> !label.equals(format.label())).toList();
    line("  format: " + format.label() + "   # or " + String.join(", ", others));
    if (encoding == Encoding.AUTO) {
      line("  # encoding: latin1      # where it is not what such files usually have");
    } else {
      line("  encoding: " + encoding.label());
    }
    if (!map.isEmpty()) {
      line("  map:");
      new TreeMap<>(map).forEach((field, column) -> line("    " + field + ": " + quote(column)));
    }
  }

  private void feedback(Feedback feedback) {
    String threshold = "positive-from: 4";
    String weights = "weights: true";
    String events = "events: {view: 1, buy: 5}";
    switch (feedback) {
      case Feedback.Threshold ratings -> {
        line("  positive-from: " + number(ratings.atLeast()));
        line("  # Instead: " + weights + ", or " + events);
      }
      case Feedback.Weights ignored -> {
        line("  " + weights);
        line("  # Instead: " + threshold + ", or " + events);
      }
      case Feedback.Events types -> {
        line("  events:");
        new TreeMap<>(types.weights())
            .forEach((type, weight) -> line("    " + quote(type) + ": " + number(weight)));
        line("  # Instead: " + threshold + ", or " + weights);
      }
    }
  }

  private void defaults(Map<String, String> options) {
    options.forEach((key, value) -> line("  # " + key + ": " + value));
  }

  /**
   * Relative where the file lies in the workspace or beside it, so that both can move together;
   * else absolute.
   */
  private String place(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path beside = folder.getParent();
    boolean near =
        absolute.startsWith(folder)
            || (beside != null && beside.getNameCount() > 0 && absolute.startsWith(beside));
    Path shown = near ? folder.relativize(absolute) : absolute;
    return shown.toString().isEmpty() ? "." : shown.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A JSON string is a double-quoted YAML scalar. */
  private static String quote(String text) {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new ConfigException(
          OptionCode.NAME_REFUSED,
          "expected a name without control characters, found " + Json.line(text) + "; rename it");
    }
    // To YAML these end a line, also within quotes.
    return Json.line(text)
        .replace("\u0085", "\\u0085")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
