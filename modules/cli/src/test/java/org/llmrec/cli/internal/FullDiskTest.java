package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.Librarian;

/** Whatever is being written when the disk is full, it says so and what was there still serves. */
class FullDiskTest {
  private static final Pattern STAGE = Pattern.compile("error \\[disk-full\\]: stage ([a-z/-]+): ");

  /** What stops after a stage, by the first word of its name. */
  private static final Set<String> COMMANDS =
      Set.of("import", "answers", "encode", "train", "rank", "index");

  @TempDir Path folder;

  @Test
  void aFileThatMayNotGrowEndsABuildWithASentence() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: no shell to limit a process with");
    SmallShop shop = SmallShop.in(folder, "ws");
    Cli.Result build = Cli.limited(8, "build", "-w", shop.ws());
    assertEquals(1, build.code(), build::toString);
    assertTrue(build.out().contains("stage import: "), build::toString);
    assertTrue(build.out().contains("may not grow"), build::toString);
    clean(build);
    noneUnfinished(shop.ws());
    shop.ok("import");
  }

  @Test
  @Tag("full")
  void everyStageSaysSoAndTheOldGenerationServesAndIsExported() throws Exception {
    try (SmallDisk disk = SmallDisk.at(Files.createDirectory(folder.resolve("disk")), 400)) {
      SmallShop shop = SmallShop.in(disk.folder(), "ws");
      Set<String> failed = new LinkedHashSet<>();
      shop.ok("answers");
      disk.fill();
      failed.add(refused(shop));
      disk.free();
      shop.ok("build");
      List<JsonNode> before = shop.answers();

      List<String> books = Files.readAllLines(shop.catalogue());
      books.set(2, books.get(2).replace("\"description\"", "\"note\": \"new\", \"description\""));
      books.set(3, books.get(3).replaceFirst("\"description\": ?\"", "$0Again and again. "));
      Files.write(shop.catalogue(), books);
      for (int round = 0; round < 12; round++) {
        disk.fill();
        assertEquals(before, shop.answers());
        String stage = refused(shop);
        failed.add(stage);
        noneUnfinished(shop.ws());
        disk.free();
        String command = stage.replaceFirst("/.*", "");
        if (!COMMANDS.contains(command)) {
          break;
        }
        shop.ok(command);
      }
      shop.ok("build");
      assertTrue(
          failed.containsAll(COMMANDS.stream().map(FullDiskTest::named).toList()), "" + failed);
      assertTrue(failed.containsAll(List.of("model", "search")), "" + failed);
      assertTrue(shop.ok("build", "--verify").err().contains("nothing to do"));
      shop.answers();

      disk.fill();
      for (String name : List.of("a.npy", "a.jsonl", "a.parquet")) {
        Path file = disk.folder().resolve(name);
        full(Cli.run("export", "vectors", file, "-w", shop.ws()));
        assertFalse(Files.exists(file), name);
      }
    }
  }

  private static String named(String command) {
    return command.equals("encode") ? "encode/description" : command;
  }

  /** The stage that says that the disk is full. */
  private static String refused(SmallShop shop) {
    Cli.Result build = shop.run("build");
    full(build);
    Matcher stage = STAGE.matcher(build.err());
    assertTrue(stage.find(), build::toString);
    assertTrue(build.err().contains("What was published before still serves"), build::toString);
    return stage.group(1);
  }

  private static void full(Cli.Result result) {
    assertEquals(1, result.code(), result::toString);
    assertTrue(result.err().contains("is full"), result::toString);
    clean(result);
  }

  private static void clean(Cli.Result result) {
    assertFalse(result.toString().contains("This should not have happened"), result::toString);
    assertFalse(result.toString().contains("\tat "), result::toString);
  }

  private static void noneUnfinished(Path workspace) throws IOException {
    try (Stream<Path> walk = Files.walk(workspace)) {
      assertEquals(
          List.of(), walk.filter(path -> path.getFileName().toString().endsWith(".tmp")).toList());
    }
  }

  @Test
  @Tag("full")
  void answersAndExperimentsSaySo() throws Exception {
    try (SmallDisk disk = SmallDisk.at(Files.createDirectory(folder.resolve("disk")), 300);
        FakeServer server = FakeServer.start().answering(Librarian.ofTheSample())) {
      SmallShop shop = SmallShop.in(disk.folder(), "ws");
      Path yaml = shop.ws().resolve("llmrec.yaml");
      Files.writeString(
          yaml,
          Files.readString(yaml)
              + "\nllm: {kind: openai, model: gpt-fake, base-url: \""
              + server.url()
              + "\"}\nenrich: {prompts: [tag]}\n");
      Files.writeString(shop.ws().resolve("prices.yaml"), "gpt-fake: {input: 1, output: 2}\n");
      shop.ok("import");
      Path mine =
          Files.writeString(
              folder.resolve("mine.jsonl"),
              "{\"item\": \"b003\", \"prompt\": \"rec-tag\", \"answer\": \"gloomy, tense\","
                  + " \"model\": \"me\", \"date\": \"2026-01-01\"}\n");
      assertEquals(0, Cli.run("enrich", "import", mine, "-w", shop.ws()).code());

      disk.fill();
      full(Cli.run("enrich", "import", mine, "--replace", "-w", shop.ws()));
      full(shop.run("enrich"));
      disk.free();
      shop.ok("enrich");

      disk.fill();
      Path answers = disk.folder().resolve("all.jsonl");
      full(Cli.run("enrich", "export", answers, "-w", shop.ws()));
      assertFalse(Files.exists(answers));
      Path experiment =
          Files.writeString(
              folder.resolve("quick.yaml"),
              """
              name: quick
              data: {catalogue: "%s", interactions: "%s", positive: 4}
              protocol: A-train
              seeds: [1]
              models:
                - {name: popularity, method: popularity}
              """
                  .formatted(Cli.sample("catalogue.jsonl"), Cli.sample("interactions.csv")));
      Path out = disk.folder().resolve("out");
      full(Cli.run("evaluate", experiment, "--out", out));
      disk.free();
      Cli.Result again = Cli.run("evaluate", experiment, "--out", out);
      assertEquals(0, again.code(), again::toString);
    }
  }
}
