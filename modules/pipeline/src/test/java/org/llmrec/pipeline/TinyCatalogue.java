package org.llmrec.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.llmrec.core.json.Json;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** Thirty books of two kinds, and readers who like one kind. */
final class TinyCatalogue {
  static final int ITEMS = 30;
  private static final int READERS = 12;

  private TinyCatalogue() {}

  static String description(int item) {
    return item % 2 == 0
        ? "Volume " + item + " of a long voyage between the stars, with robots and strange moons."
        : "Volume " + item + " of a quiet love story in a village by the sea, told in letters.";
  }

  /** The first item has no description. */
  static Path writeItems(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      String text = i == 0 ? "" : description(i);
      lines.add(
          "{\"id\": \"b%d\", \"title\": \"Book %d\", \"genres\": [\"%s\"], \"description\": %s}"
              .formatted(i, i, i % 2 == 0 ? "Space" : "Love", Json.line(text)));
    }
    return Files.write(file, lines);
  }

  /** What that reader likes, as ordinals: twelve of one kind, in order. */
  static int[] likedBy(String reader) {
    int kind = Integer.parseInt(reader.substring(1)) % 2;
    return IntStream.range(0, ITEMS).filter(i -> i % 2 == kind).limit(12).toArray();
  }

  static Path writeRatings(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("userId,itemId,rating,timestamp"));
    for (int user = 0; user < READERS; user++) {
      for (int item : likedBy("u" + user)) {
        lines.add("u" + user + ",b" + item + "," + (4 + 0.5 * random.nextInt(3)) + ",1000");
      }
      lines.add("u" + user + ",b" + (user % 2 == 0 ? 29 : 28) + ",1.0,1001");
    }
    return Files.write(file, lines);
  }

  /** To each prompt an answer for every third item. */
  static Path writeAnswers(Path file, List<String> prompts) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String prompt : prompts) {
      for (int i = 0; i < ITEMS; i += 3) {
        lines.add(
            ("{\"item\": \"b%d\", \"prompt\": \"%s\", \"answer\": \"%s, book %d\","
                    + " \"model\": \"none\", \"date\": \"2026-01-01\"}")
                .formatted(i, prompt, i % 2 == 0 ? "stars, robots" : "letters, sea", i));
      }
    }
    return Files.write(file, lines);
  }

  /** Sets a workspace to learn something small in no time. */
  static void quicken(Path ws) throws IOException {
    Path config = ws.resolve(WorkspaceConfig.FILE);
    Files.writeString(
        config,
        Files.readString(config)
            .replaceFirst("# dims: \\d+", "dims: 16")
            .replaceFirst("# hidden: \\d+", "hidden: 16")
            .replaceFirst("# max-epochs: \\d+", "max-epochs: 3"));
    assertEquals(3, Workspace.open(ws).config().train().maxEpochs());
  }

  /** The same, with the towers alone, for tests that ask nothing of the ranker of short lists. */
  static void quickenTowers(Path ws) throws IOException {
    quicken(ws);
    Path config = ws.resolve(WorkspaceConfig.FILE);
    Files.writeString(
        config,
        Files.readString(config).replace("# ranker: {hybrid: true}", "ranker: {hybrid: false}"));
  }
}
