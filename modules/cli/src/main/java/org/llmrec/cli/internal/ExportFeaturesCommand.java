package org.llmrec.cli.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.llmrec.core.json.Json;
import org.llmrec.core.parquet.ParquetColumn;
import org.llmrec.core.parquet.ParquetWriter;
import org.llmrec.recommender.Ranked;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;
import org.llmrec.recommender.SourceScore;
import org.llmrec.recommender.Stage;
import org.llmrec.recommender.StageScore;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.signal.RankerColumns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what is known of candidates, to train another ranker on. */
@Command(
    name = "features",
    description = {
      "Writes what sources and stages say of each person's best candidates, as JSON Lines or, in a",
      "file named .parquet, as a column each, under the",
      "names that `llmrec ranker columns` lists: to train a ranker of your own on, which is then",
      "told the same when it serves. Items that a person met are among them, as they are the labels",
      "of such a training."
    })
final class ExportFeaturesCommand extends EverybodyCommand {
  private static final Map<Stage, String> STAGES =
      Map.of(
          Stage.TEXT, RankerColumns.TEXT,
          Stage.TASTE, RankerColumns.TASTE,
          Stage.POPULARITY, RankerColumns.POPULARITY,
          Stage.RANKER, RankerColumns.RANKER);

  private static final List<String> NAMES =
      Stream.concat(
              Arrays.stream(Source.values())
                  .flatMap(
                      source -> Stream.of(RankerColumns.score(source), RankerColumns.rank(source))),
              STAGES.values().stream().sorted())
          .toList();

  @Option(
      names = {"-k", "--k"},
      defaultValue = "100",
      description = "Candidates a person, 1 to 1000 (default: 100).")
  private int k;

  @Option(
      names = "--without-seen",
      description = "Without the items that a person met, as a request has them.")
  private boolean withoutSeen;

  @Override
  Sheet.Form form(Path target) {
    return Endings.isParquet(target)
        ? Sheet.parquet("features", columns(), ExportFeaturesCommand::rows)
        : Sheet.lines("", ExportFeaturesCommand::line);
  }

  @Override
  Request request(String person) {
    return Request.forUser(person).k(k).includeSeen(!withoutSeen);
  }

  @Override
  String written(int count) {
    return String.format(Locale.ROOT, "up to %d candidates of %,d people", k, count);
  }

  /** A candidate a line; what nobody says of it is absent, which is not zero. */
  private static String line(String person, Response response) {
    StringBuilder lines = new StringBuilder();
    for (Ranked item : response.items()) {
      ObjectNode line = Json.mapper().createObjectNode();
      line.put("user", person).put("item", item.id());
      ObjectNode features = line.putObject("features");
      features(item).forEach(features::put);
      lines.append(Json.line(line)).append('\n');
    }
    return lines.toString();
  }

  /** A candidate a row, with a column for each feature there can be. */
  private static List<ParquetColumn> columns() {
    List<ParquetColumn> columns =
        new ArrayList<>(
            List.of(
                ParquetColumn.of("user", ParquetColumn.Type.TEXT),
                ParquetColumn.of("item", ParquetColumn.Type.TEXT)));
    NAMES.forEach(name -> columns.add(ParquetColumn.optional(name, ParquetColumn.Type.REAL)));
    return columns;
  }

  private static void rows(ParquetWriter writer, String person, Response response)
      throws IOException {
    for (Ranked item : response.items()) {
      Map<String, Double> features = features(item);
      writer.text(person);
      writer.text(item.id());
      for (String name : NAMES) {
        Double value = features.get(name);
        if (value == null) {
          writer.missing();
        } else {
          writer.real(value);
        }
      }
    }
  }

  private static Map<String, Double> features(Ranked item) {
    Map<String, Double> features = new LinkedHashMap<>();
    for (SourceScore source : item.sources()) {
      features.put(RankerColumns.score(source.source()), source.score());
      features.put(RankerColumns.rank(source.source()), (double) source.rank());
    }
    for (StageScore stage : item.stages()) {
      if (STAGES.containsKey(stage.stage())) {
        features.put(STAGES.get(stage.stage()), stage.score());
      }
    }
    return features;
  }
}
