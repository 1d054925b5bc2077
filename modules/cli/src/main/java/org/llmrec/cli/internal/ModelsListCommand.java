package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.store.ModelStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** What there is. */
@Command(
    name = "list",
    description = "Shows the known models, those in the store, and where each of them is.")
final class ModelsListCommand extends TerminalCommand {
  @ParentCommand private ModelsCommand models;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  /** One model; its manifest is null where that of the store is damaged. */
  private record Row(String name, EncoderManifest manifest, List<String> where) {}

  @Override
  public Integer call() throws IOException {
    ModelStore store = models.store();
    Set<String> names = new LinkedHashSet<>(EncoderModels.names());
    names.addAll(store.names());
    List<Row> rows = new ArrayList<>();
    for (String name : names) {
      rows.add(row(store, name));
    }
    if (json) {
      terminal.json(
          Map.of(
              "store",
              store.folder().toString(),
              "models",
              views(rows),
              "scorers",
              store.scorers()));
    } else {
      print(rows);
      if (!store.scorers().isEmpty()) {
        terminal.line("  cross-encoders: %s", String.join(", ", store.scorers()));
      }
      terminal.note("the store: %s", store.folder());
    }
    return 0;
  }

  private static Row row(ModelStore store, String name) throws IOException {
    boolean known = EncoderModels.names().contains(name);
    EncoderManifest manifest = known ? EncoderModels.manifest(name) : null;
    List<String> where = new ArrayList<>();
    if (known && EncoderModels.onClasspath(name)) {
      where.add("class path");
    }
    Optional<Path> here = store.find(name);
    if (here.isPresent()) {
      try {
        EncoderManifest its =
            Json.read(here.get().resolve(EncoderManifest.FILE_NAME), EncoderManifest.class);
        manifest = known ? manifest : its;
        where.add("store");
      } catch (CorruptFileException e) {
        where.add("store, damaged");
      }
    }
    return new Row(name, manifest, where);
  }

  private static List<Map<String, Object>> views(List<Row> rows) {
    List<Map<String, Object>> views = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("name", row.name());
      if (row.manifest() != null) {
        view.put("dims", row.manifest().dims());
        view.put("maxTokens", row.manifest().maxTokens());
        view.put("pooling", row.manifest().pooling());
        view.put("licence", row.manifest().licence());
        view.put("source", row.manifest().source());
        view.put("sha256", row.manifest().sha256());
      }
      view.put("where", row.where());
      views.add(view);
    }
    return views;
  }

  private void print(List<Row> rows) {
    Table table = new Table("model", ">dims", ">tokens", "pooling", "licence", "where");
    for (Row row : rows) {
      String where = row.where().isEmpty() ? "not here" : String.join(", ", row.where());
      EncoderManifest m = row.manifest();
      if (m == null) {
        table.row(row.name(), "", "", "", "", where);
      } else {
        table.row(
            row.name(),
            String.valueOf(m.dims()),
            String.valueOf(m.maxTokens()),
            m.pooling().label(),
            m.licence(),
            where);
      }
    }
    table.print(terminal);
  }
}
