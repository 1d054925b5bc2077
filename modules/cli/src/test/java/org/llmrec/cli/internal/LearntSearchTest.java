package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.json.Json;

/** From judgements to searches in a learnt order, from the command line. */
class LearntSearchTest {
  @TempDir Path folder;

  private Path ws;
  private Path judgements;

  private void make(int queries) throws IOException {
    ws = folder.resolve("ws");
    judgements = folder.resolve("judgements.csv");
    judge(queries);
    Path clicks = folder.resolve("clicks.csv");
    Files.write(
        clicks,
        List.of(
            "query,item,position,impressions,clicks",
            "a ghost in a castle,b003,1,40,10",
            "a ghost in a castle,b002,2,40,20",
            "a ghost in a castle,b002,1,40,30",
            "a ghost in a castle,nowhere,3,40,1"));
    Cli.Result init =
        Cli.run(
            "init",
            ws,
            "--catalogue",
            Cli.sample("catalogue.jsonl"),
            "--interactions",
            Cli.sample("interactions.csv"),
            "--judgements",
            judgements,
            "--clicks",
            clicks);
    assertEquals(0, init.code(), init::toString);
    Path yaml = ws.resolve("llmrec.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace("# ranker: {hybrid: true}", "ranker: {hybrid: false}")
            .replaceFirst("# dims: \\d+", "dims: 16")
            .replaceFirst("# hidden: \\d+", "hidden: 16")
            .replaceFirst("# max-epochs: \\d+", "max-epochs: 2"));
  }

  /** Whoever types the author and a genre wants the book by that author. */
  private void judge(int queries) throws IOException {
    List<String> lines = new ArrayList<>(List.of("query,item,grade"));
    for (String line : Files.readAllLines(Cli.sample("catalogue.jsonl")).subList(0, queries)) {
      JsonNode item = Json.mapper().readTree(line);
      lines.add(
          "\"famous "
              + item.at("/attributes/author").asText()
              + " "
              + item.at("/categories/0").asText().replace('"', ' ')
              + "\","
              + item.path("id").asText()
              + ",2");
    }
    lines.add("a query,nobody-has-it,1");
    lines.add(",b001,1");
    lines.add("another query,b001,very");
    Files.write(judgements, lines);
  }

  private JsonNode report() throws IOException {
    try (Stream<Path> outputs = Files.list(ws.resolve("stages/search"))) {
      return Json.read(outputs.findFirst().orElseThrow().resolve("report.json"), JsonNode.class);
    }
  }

  private Cli.Result build() {
    Cli.Result build = Cli.run("build", "-w", ws);
    assertEquals(0, build.code(), build::toString);
    return build;
  }

  @Test
  void searchesComeInAnOrderThatIsLearntAndRefusedRecordsAreCounted() throws IOException {
    make(100);
    build();
    JsonNode report = report();
    assertEquals(4, sum(report.path("rejected")), report::toString);
    JsonNode heldOut = report.path("heldOut");
    assertTrue(heldOut.path("queries").asInt() >= 80, report::toString);
    assertTrue(report.path("learnt").asBoolean(), report::toString);
    assertEquals(
        heldOut.path("learnt").asDouble() - heldOut.path("fusion").asDouble(),
        heldOut.at("/ndcg/difference").asDouble(),
        1e-9);
    Cli.Result status = Cli.run("status", "-w", ws);
    assertTrue(status.out().contains("rank fusion"), status::toString);
    Cli.Result search = Cli.run("search", "-w", ws, "famous Bram Stoker", "--json");
    assertEquals(0, search.code(), search::toString);
    assertTrue(search.out().toLowerCase(Locale.ROOT).contains("\"search\""), search.out());
    Path order;
    try (Stream<Path> files = Files.walk(ws.resolve("stages/search"))) {
      order =
          files.filter(file -> file.endsWith("order/ranker.safetensors")).findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(order);
    Files.write(order, Arrays.copyOf(whole, whole.length - 1));
    Cli.Result damaged = Cli.run("search", "-w", ws, "famous Bram Stoker");
    assertFalse(damaged.code() == 0, damaged::toString);
    assertTrue(damaged.err().contains("ranker.safetensors"), damaged::toString);
  }

  @Test
  void tooFewJudgementsAreNotedAndTheFusionOrders() throws IOException {
    make(5);
    build();
    JsonNode report = report();
    assertFalse(report.path("learnt").asBoolean());
    assertTrue(report.at("/notes/0").asText().contains("from 30 judged queries on"));
    assertEquals(0, Cli.run("search", "-w", ws, "a ghost").code());
  }

  @Test
  void clicksAloneAreRefusedBecauseNothingMeasuresThem() {
    Cli.Result init =
        Cli.run(
            "init",
            folder.resolve("ws"),
            "--catalogue",
            Cli.sample("catalogue.jsonl"),
            "--interactions",
            Cli.sample("interactions.csv"),
            "--clicks",
            Cli.sample("interactions.csv"));
    assertEquals(2, init.code(), init::toString);
    assertTrue(init.err().contains("expected judgements beside clicks"), init::toString);
  }

  private static int sum(JsonNode counts) {
    int sum = 0;
    for (JsonNode count : counts) {
      sum += count.asInt();
    }
    return sum;
  }
}
