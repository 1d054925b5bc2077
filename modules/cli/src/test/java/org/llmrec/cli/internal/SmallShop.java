package org.llmrec.cli.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;

/**
 * A workspace of the first books of our sample that has every stage: answers of two prompts, a
 * ranker of short lists, judged queries. Trained less than anybody would want.
 */
record SmallShop(Path ws, Path catalogue) {
  /** As many as a learnt order of searches needs judged queries. */
  private static final int BOOKS = 36;

  /** The learnt order's manifest names the index's files. */
  private static final Pattern REPORT =
      Pattern.compile("index/.*|search/order/manifest[.]json|.*/(report|encode|stage)[.]json");

  /** Its stages, in the order of a build. */
  static final List<String> STAGES =
      List.of(
          "import",
          "answers",
          "model",
          "encode/description",
          "encode/rec-tag",
          "train",
          "rank",
          "index",
          "search");

  /** The files and the configuration; nothing is built. */
  static SmallShop in(Path folder, String name) throws IOException {
    List<String> books = Files.readAllLines(Cli.sample("catalogue.jsonl")).subList(0, BOOKS);
    Path catalogue = Files.write(folder.resolve(name + "-items.jsonl"), books);
    String ours = "b0([0-2]\\d|3[0-6])";
    Path ratings =
        write(folder, name + "-ratings.csv", "interactions.csv", ".*(item|," + ours + "),.*");
    Path answers =
        write(
            folder,
            name + "-answers.jsonl",
            "answers.jsonl",
            ".*\"" + ours + "\".*\"prompt\": ?\"rec-tag\".*");
    Path ws = folder.resolve(name);
    Cli.Result init =
        Cli.run(
            "init",
            ws,
            "--catalogue",
            catalogue,
            "--interactions",
            ratings,
            "--answers",
            answers,
            "--judgements",
            Files.write(folder.resolve(name + "-judged.csv"), judgements(books)));
    if (init.code() != 0) {
      throw new IllegalStateException(init.toString());
    }
    Path yaml = ws.resolve("llmrec.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replaceFirst("# dims: \\d+", "dims: 16")
            .replaceFirst("# hidden: \\d+", "hidden: 16")
            .replaceFirst("# max-epochs: \\d+", "max-epochs: 2"));
    return new SmallShop(ws, catalogue);
  }

  private static Path write(Path folder, String name, String sample, String lines)
      throws IOException {
    List<String> some =
        Files.readAllLines(Cli.sample(sample)).stream()
            .filter(line -> line.matches(lines))
            .toList();
    return Files.write(folder.resolve(name), some);
  }

  private static List<String> judgements(List<String> books) throws IOException {
    List<String> lines = new ArrayList<>(List.of("query,item,grade"));
    for (String book : books) {
      JsonNode item = Json.mapper().readTree(book);
      lines.add(
          "\"famous %s %s\",%s,2"
              .formatted(
                  item.at("/attributes/author").asText(),
                  item.at("/categories/0").asText().replace('"', ' '),
                  item.path("id").asText()));
    }
    return lines;
  }

  /** In this process; {@code command} and the workspace, then what else. */
  Cli.Result run(String command, Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = command;
    arguments[1] = "-w";
    arguments[2] = ws;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Cli.run(arguments);
  }

  /** The same, and it must go well. */
  Cli.Result ok(String command, Object... more) {
    Cli.Result result = run(command, more);
    if (result.code() != 0) {
      throw new AssertionError(command + ": " + result);
    }
    return result;
  }

  /** What is recommended by taste and found by words and meaning. */
  List<JsonNode> answers() {
    return List.of(
        ok("recommend", "--json", "--history", "b001,b011").json().path("items"),
        ok("search", "a ghost in an old house", "--json").json().path("items"));
  }

  /** Hashes of all that is served and does not carry times; Lucene names its files at random. */
  Map<String, String> hashes() {
    Map<String, String> hashes = new TreeMap<>();
    try (Generation generation = Generation.pinCurrent(ws, Verify.FULL)) {
      generation
          .manifest()
          .stages()
          .forEach(
              (stage, entry) -> {
                for (FileEntry file : entry.files()) {
                  String name = stage + file.path().substring(entry.folder().length());
                  if (!REPORT.matcher(name).matches()) {
                    hashes.put(name, file.sha256());
                  }
                }
              });
    }
    return hashes;
  }
}
