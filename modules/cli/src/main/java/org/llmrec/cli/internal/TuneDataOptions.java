package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.split.Part;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.rerank.tallrec.TallrecCounts;
import org.llmrec.rerank.tallrec.TallrecCut;
import org.llmrec.rerank.tallrec.TallrecFiles;
import org.llmrec.rerank.tallrec.TallrecForm;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a catalogue and interactions become samples of TALLRec. */
final class TuneDataOptions {
  @Mixin private DataOptions source;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      defaultValue = "movie",
      description =
          "movie: liked above 3, ten before each; book: liked above 5, author, up to ten before a"
              + " last one (${DEFAULT-VALUE}). The options below change single parts of it.")
  private String form;

  @Option(names = "--noun", description = "What an item is called in the question.")
  private String noun;

  @Option(
      names = "--liked-above",
      paramLabel = "RATING",
      description = "A greater value says that the item was liked.")
  private Double likedAbove;

  @Option(names = "--history", paramLabel = "N", description = "How many items are told of.")
  private Integer history;

  @Option(
      names = "--creator",
      paramLabel = "ATTRIBUTE",
      description = "Attribute of the catalogue with who made an item.")
  private String creator;

  @Option(
      names = "--split",
      paramLabel = "CUT",
      defaultValue = "users",
      description =
          "users or time; published is how the authors' script cuts: the same person stands on both"
              + " sides (${DEFAULT-VALUE}).")
  private TallrecCut cut;

  @Option(
      names = "--shots",
      paramLabel = "N",
      description = "Draw so many samples to learn from, such as 16, 64 or 256.")
  private Integer shots;

  /**
   * Writes the samples.
   *
   * @param data the data's folder, or null
   * @param folder where to
   */
  TallrecCounts write(Path data, Path folder, long seed, Terminal terminal) throws IOException {
    TallrecForm how = form();
    DataOptions.Data from = source.data(data);
    Files.createDirectories(folder);
    Map<String, String> entries = new LinkedHashMap<>();
    ForeignData foreign = new ForeignData(terminal);
    foreign.items(from.items(), item -> entries.put(item.id(), how.entry(item)));
    InteractionTable table =
        foreign.interactions(
            from, new Feedback.Weights(), Repeats.LATEST, Ids.of(entries.keySet()), folder);
    OptionalInt few = shots == null ? OptionalInt.empty() : OptionalInt.of(shots);
    TallrecCounts counts = new TallrecFiles(how, cut, seed, few).write(folder, table, entries);
    print(terminal, folder, counts);
    return counts;
  }

  private TallrecForm form() {
    TallrecForm base =
        switch (form.toLowerCase(Locale.ROOT)) {
          case "movie" -> TallrecForm.MOVIE;
          case "book" -> TallrecForm.BOOK;
          default ->
              throw new ConfigException(
                  OptionCode.NAME_UNKNOWN,
                  "--form: expected movie or book, found \"" + form + "\"");
        };
    return new TallrecForm(
        noun == null ? base.noun() : noun,
        likedAbove == null ? base.likedAbove() : likedAbove,
        history == null ? base.history() : history,
        creator == null ? base.creator() : Optional.of(creator),
        base.drawing());
  }

  private static void print(Terminal terminal, Path folder, TallrecCounts counts) {
    Table table = new Table("samples", ">how many", ">yes");
    for (Part part : Part.values()) {
      table.row(
          folder.resolve(TallrecFiles.name(part)).toString(),
          String.format(Locale.ROOT, "%,d", counts.samples().get(part)),
          String.format(Locale.ROOT, "%,d", counts.liked().get(part)));
    }
    table.print(terminal);
    terminal.line(
        "  left out: %,d by the split, %,d beyond the shots", counts.leftOut(), counts.notDrawn());
  }
}
