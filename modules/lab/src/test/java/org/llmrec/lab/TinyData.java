package org.llmrec.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.llmrec.core.Progress;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** A small invented catalogue with readers of two tastes, as files. */
public final class TinyData {
  private static final int ITEMS = 30;
  private static final int USERS = 40;

  private TinyData() {}

  /** Writes {@code items.jsonl} and {@code ratings.csv} into a folder. */
  public static void write(Path folder, long seed) throws IOException {
    Files.createDirectories(folder);
    List<String> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      String words = i % 2 == 0 ? "robots in space" : "love in a garden";
      items.add(
          """
          {"id": "%s", "title": "Title %d", "description": "Number %d, %s"}"""
              .formatted(item(i), i, i, words));
    }
    Files.write(folder.resolve("items.jsonl"), items);
    Random random = new Random(seed);
    List<String> rows = new ArrayList<>(List.of("user,item,rating,timestamp"));
    for (int u = 0; u < USERS; u++) {
      Set<Integer> liked = new TreeSet<>();
      while (liked.size() < 12) {
        int item = (int) (ITEMS * Math.pow(random.nextDouble(), 1.5));
        if (item % 2 == u % 2 || random.nextInt(4) == 0) {
          liked.add(item);
        }
      }
      for (int item : liked) {
        rows.add("u%02d,%s,%d,%d".formatted(u, item(item), 4, 1000 + random.nextInt(1000)));
      }
    }
    Files.write(folder.resolve("ratings.csv"), rows);
  }

  /** Writes {@code answers.jsonl}: a prompt's answer to every item but the last. */
  public static void writeAnswers(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < ITEMS - 1; i++) {
      lines.add(
          """
          {"item": "%s", "prompt": "rec-tag", "answer": "%s, tag%d", "model": "m", "date": "d"}"""
              .formatted(item(i), i % 2 == 0 ? "robots, stars" : "garden, roses", i % 5));
    }
    Files.write(folder.resolve("answers.jsonl"), lines);
  }

  /** Writes {@code tags.csv}: a tag for each taste and some others. */
  public static void writeTags(Path folder) throws IOException {
    List<String> rows = new ArrayList<>(List.of("user,item,tag"));
    for (int i = 0; i < ITEMS; i++) {
      rows.add("u00," + item(i) + "," + (i % 2 == 0 ? "robots" : "garden"));
      rows.add("u00," + item(i) + ",number " + i % 7);
      rows.add("u00," + item(i) + "," + (i % 2 == 0 ? "space" : "love"));
    }
    Files.write(folder.resolve("tags.csv"), rows);
  }

  /** The positives of such data, from a folder of their own. */
  public static InteractionTable positives(Path folder, long seed) throws IOException {
    write(folder, seed);
    Ids items = Ids.of(IntStream.range(0, ITEMS).mapToObj(TinyData::item).toList());
    Path out = folder.resolve("interactions.csv");
    InteractionImport.run(
        InteractionSource.ratings(folder.resolve("ratings.csv"), 4),
        items,
        out,
        Rejects.refusing(),
        Progress.silent());
    return InteractionTable.read(out);
  }

  private static String item(int number) {
    return "i%02d".formatted(number);
  }
}
