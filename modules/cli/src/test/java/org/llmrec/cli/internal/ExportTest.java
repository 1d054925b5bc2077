package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.json.Json;

/** What other programs get out of a workspace. */
class ExportTest {
  @TempDir static Path folder;

  private static Bookshop shop;

  @BeforeAll
  static void build() throws IOException {
    shop = Bookshop.in(folder);
    ok(shop.run("build"));
  }

  @AfterAll
  static void close() throws Exception {
    shop.close();
  }

  private static Cli.Result ok(Cli.Result result) {
    assertEquals(0, result.code(), result.toString());
    return result;
  }

  private static Cli.Result export(String what, Path file, Object... more) {
    Object[] arguments = new Object[more.length + 5];
    System.arraycopy(new Object[] {"export", what, "-w", shop.ws, file}, 0, arguments, 0, 5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    return Cli.run(arguments);
  }

  @Test
  void everybodyGetsTheListThatRecommendGivesThem() throws IOException {
    Path file = folder.resolve("top.jsonl");
    ok(export("topn", file, "-k", 5));

    List<String> lines = Files.readAllLines(file);
    Set<String> people = new HashSet<>();
    for (String line : lines) {
      JsonNode list = Json.mapper().readTree(line);
      assertTrue(people.add(list.get("user").asText()), line);
      assertTrue(list.get("items").size() <= 5, line);
    }
    JsonNode first = Json.mapper().readTree(lines.getFirst());
    JsonNode asked =
        ok(shop.run("recommend", "--user", first.get("user").asText(), "-k", 5, "--json")).json();
    assertEquals(
        asked.get("items").findValuesAsText("id"), first.get("items").findValuesAsText("item"));
  }

  @Test
  void aRunAndATableSayTheSame() throws IOException {
    Path people = Files.writeString(folder.resolve("people.txt"), "sim-0001\n\nsim-0002\n");
    Path run = folder.resolve("top.run");
    Path csv = folder.resolve("top.csv");
    ok(export("topn", run, "-k", 3, "--users", people));
    ok(export("topn", csv, "-k", 3, "--users", people));

    List<String> rows = Files.readAllLines(csv);
    assertEquals("user,item,rank,score", rows.getFirst());
    assertEquals(
        rows.stream()
            .skip(1)
            .map(row -> row.split(","))
            .map(f -> f[0] + " Q0 " + f[1] + " " + f[2] + " " + f[3] + " llmrec")
            .toList(),
        Files.readAllLines(run));
    assertTrue(rows.size() > 1);
  }

  @Test
  void featuresHaveTheNamesThatAnImportedRankerMayAskFor() throws IOException {
    Path file = folder.resolve("features.jsonl");
    ok(export("features", file, "-k", 4));
    Set<String> known = new HashSet<>();
    ok(Cli.run("ranker", "columns", shop.ws, "--json"))
        .json()
        .get("columns")
        .forEach(column -> known.add(column.get("name").asText()));

    List<String> lines = Files.readAllLines(file);
    assertFalse(lines.isEmpty());
    for (String line : lines) {
      JsonNode features = Json.mapper().readTree(line).get("features");
      assertTrue(features.size() > 2, line);
      features.fieldNames().forEachRemaining(name -> assertTrue(known.contains(name), name));
    }
  }

  @Test
  void aParquetFileSaysWhatTheOthersSay() throws IOException {
    Path people = Files.writeString(folder.resolve("few.txt"), "sim-0001\nsim-0002\n");
    Path csv = folder.resolve("few.csv");
    Path top = folder.resolve("few.parquet");
    ok(export("topn", csv, "-k", 3, "--users", people));
    ok(export("topn", top, "-k", 3, "--users", people));
    List<String> rows = new ArrayList<>();
    read(
        top,
        row ->
            rows.add(
                row.getString(0)
                    + ","
                    + row.getString(1)
                    + ","
                    + row.getInt(2)
                    + ","
                    + row.getDouble(3)));
    assertEquals(Files.readAllLines(csv).stream().skip(1).toList(), rows);

    Path lines = folder.resolve("few-features.jsonl");
    Path features = folder.resolve("few-features.parquet");
    ok(export("features", lines, "-k", 4, "--users", people));
    ok(export("features", features, "-k", 4, "--users", people));
    List<JsonNode> wanted = new ArrayList<>();
    for (String line : Files.readAllLines(lines)) {
      wanted.add(Json.mapper().readTree(line));
    }
    Iterator<JsonNode> each = wanted.iterator();
    read(
        features,
        row -> {
          JsonNode line = each.next();
          assertEquals(line.get("item").asText(), row.getString("item"));
          for (int column = 2; column < row.getFieldCount(); column++) {
            JsonNode value = line.get("features").path(row.getFieldName(column));
            assertEquals(value.isMissingNode(), row.isNull(column), row.getFieldName(column));
            if (!row.isNull(column)) {
              assertEquals(value.doubleValue(), row.getDouble(column));
            }
          }
        });
    assertFalse(each.hasNext());

    Path answers = folder.resolve("answers.parquet");
    ok(export("answers", answers));
    read(answers, row -> fail("none was asked, found " + row.getString(0)));
  }

  private static void read(Path file, Consumer<RowReader> row) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
        RowReader rows = reader.rowReader()) {
      while (rows.hasNext()) {
        rows.next();
        row.accept(rows);
      }
    }
  }

  @Test
  void bothTowersAreWrittenInTheFormAskedFor() throws IOException {
    Path towers = folder.resolve("towers");
    ok(export("towers", towers, "--format", "jsonl"));

    assertEquals(Bookshop.BOOKS, Files.readAllLines(towers.resolve("items.jsonl")).size());
    assertFalse(Files.readAllLines(towers.resolve("users.jsonl")).isEmpty());
  }

  @Test
  void answersAreThoseThatServe() throws IOException {
    Path file = folder.resolve("answers.jsonl");

    assertEquals(
        0, ok(export("answers", file, "--json")).json().get("answers").asInt(), "none was asked");
    assertTrue(Files.exists(file));
  }

  @Test
  void aNameThatSaysNoFormatIsAnError() {
    Cli.Result result = export("topn", folder.resolve("top"));

    assertEquals(2, result.code());
    assertTrue(
        result.err().contains("expected a file named .jsonl, .csv, .parquet or .run"),
        result.err());
  }
}
