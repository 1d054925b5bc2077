package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.SplitFiles;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes splits as files. */
@Command(
    name = "split",
    description = {
      "Cuts interactions by an evaluation protocol and writes the split as files, so that others",
      "fit on the same rows and answer the same questions. docs/protocols.md says what is in them."
    })
final class SplitCommand extends TerminalCommand {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DATA",
      description =
          "The folder of a data set, in place of --catalogue and --interactions: MovieLens of any"
              + " age, or RecBole.")
  private Path data;

  @Mixin private DataOptions source;

  @Option(
      names = "--positive",
      required = true,
      paramLabel = "RATING",
      description = "This value and above is positive; 'all' where there are no ratings.")
  private String positive;

  @Option(
      names = "--protocol",
      required = true,
      description = "A-train, A-refit, B, C, cold-items, cold-users or search.")
  private String protocol;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Of everything that is drawn (default: 1). May be repeated: then each split has its"
              + " folder seed-N.")
  private List<Long> seeds = List.of(1L);

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Mixin private QueryOptions queries;

  @Override
  public Integer call() throws IOException {
    Protocol named = Protocol.named(protocol);
    queries.check(named);
    Files.createDirectories(out);
    DataOptions.Data from = source.data(data);
    ForeignData foreign = new ForeignData(terminal);
    List<String> ids = new ArrayList<>();
    foreign.items(from.items(), item -> ids.add(item.id()));
    Ids items = Ids.of(ids);
    InteractionTable positives = positives(foreign, from, feedback(), items);
    List<JudgedQuery> judged = queries.read(items);
    List<Long> distinct = seeds.stream().distinct().toList();
    for (long seed : distinct) {
      ProtocolSplit split =
          named == Protocol.SEARCH
              ? ProtocolSplit.search(judged, positives, items.asList(), seed)
              : ProtocolSplit.of(positives, ProtocolOptions.of(named, seed));
      Path folder = distinct.size() == 1 ? out : out.resolve("seed-" + seed);
      SplitFiles.write(folder, split);
      print(folder, split);
    }
    return 0;
  }

  private void print(Path folder, ProtocolSplit split) {
    terminal.line(
        "%s, seed %d: %s", split.options().protocol().label(), split.options().seed(), folder);
    Table table = new Table("what", ">how many");
    split.counts().forEach((what, n) -> table.row(what, String.format(Locale.ROOT, "%,d", n)));
    table.print(terminal);
    terminal.line("  hash              %s", split.hash());
    terminal.line("  graph of tuning   %s", split.tuning().hash());
    terminal.line("  graph of the test %s", split.testing().hash());
  }

  private Feedback feedback() {
    if (positive.equals("all")) {
      return new Feedback.Weights();
    }
    try {
      return new Feedback.Threshold(Double.parseDouble(positive));
    } catch (NumberFormatException e) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "--positive: expected a number or 'all', found '" + positive + "'",
          e);
    }
  }

  private InteractionTable positives(
      ForeignData foreign, DataOptions.Data from, Feedback feedback, Ids items) throws IOException {
    Repeats repeats = feedback instanceof Feedback.Threshold ? Repeats.LATEST : Repeats.SUM;
    return foreign.interactions(from, feedback, repeats, items, out).positives(feedback);
  }
}
