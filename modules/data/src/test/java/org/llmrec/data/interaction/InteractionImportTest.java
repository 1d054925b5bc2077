package org.llmrec.data.interaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

class InteractionImportTest {
  private static final Ids ITEMS = Ids.of(List.of("1", "2", "3"));

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path out() {
    return folder.resolve("interactions.csv");
  }

  private static InteractionSource source(Path file, Feedback feedback, Repeats repeats) {
    return new InteractionSource(file, Format.AUTO, Map.of(), feedback, repeats);
  }

  private InteractionCounts run(InteractionSource source, Rejects rejects) throws IOException {
    return InteractionImport.run(source, ITEMS, out(), rejects, Progress.silent());
  }

  @Test
  void ratingsAreNormalised() throws IOException {
    Path file =
        file(
            "ratings.csv",
            "userId,movieId,rating,timestamp\n1,1,4.0,1260759144\n\"a,\"\"b\",2,3.5,1260759144123\n1,9,5,7\n");
    Rejects rejects = Rejects.counting();
    InteractionCounts counts = run(InteractionSource.ratings(file, 4), rejects);
    assertEquals(new InteractionCounts(3, 2, 1, 0, 1, 2, 2, 0, 1), counts);
    assertEquals(Map.of("unknown-item", 1L), rejects.counts());
    assertEquals(
        "user,item,value,timestamp\n1,1,4,1260759144\n\"a,\"\"b\",2,3.5,1260759144\n",
        Files.readString(out()));
    InteractionTable table = InteractionTable.read(out());
    assertEquals(new Interaction("a,\"b", "2", 3.5, 1260759144L), table.interaction(1));
  }

  @Test
  void jsonLinesWithoutTimesCount() throws IOException {
    Path file =
        file(
            "e.jsonl",
            "{\"user\":7,\"item\":1}\n{\"user\":\"7\",\"item\":2,\"weight\":\"x\"}\n{\"item\":1}\n");
    Rejects rejects = Rejects.counting();
    InteractionCounts counts = run(source(file, new Feedback.Weights(), Repeats.LATEST), rejects);
    assertEquals(new InteractionCounts(3, 1, 2, 0, 1, 1, 1, 1, 0), counts);
    assertEquals(Map.of("not-a-number", 1L, "missing", 1L), rejects.counts());
    Interaction only = InteractionTable.read(out()).interaction(0);
    assertEquals(new Interaction("7", "1", 1, Interaction.NO_TIME), only);
  }

  @Test
  void eventsTakeTheirDeclaredWeights() throws IOException {
    Path file = file("e.csv", "user,item,event\nu,1,view\nu,1,buy\nu,2,dislike\nu,3,hover\n");
    Feedback events = new Feedback.Events(Map.of("view", 1.0, "buy", 5.0, "dislike", -1.0));
    Rejects rejects = Rejects.counting();
    InteractionCounts counts = run(source(file, events, Repeats.SUM), rejects);
    assertEquals(new InteractionCounts(4, 3, 1, 1, 1, 1, 2, 3, 0), counts);
    assertEquals(Map.of("unknown-event", 1L), rejects.counts());
    assertEquals("user,item,value,timestamp\nu,1,6,\nu,2,-1,\n", Files.readString(out()));
  }

  @Test
  void ratingsWithoutAColumnOfValuesAreRefusedAsAWhole() throws IOException {
    Path file = file("e.csv", "user,item\nu,1\n");
    String message =
        assertThrows(
                ConfigException.class,
                () -> run(InteractionSource.ratings(file, 4), Rejects.counting()))
            .getMessage();
    assertTrue(message.contains("value=COLUMN"), message);
  }

  @Test
  void repeatsFollowTheirPolicy() throws IOException {
    Path file = file("e.csv", "user,item,value,time\nu,1,2,20\nu,1,5,10\nu,1,3,20\nu,1,1,\n");
    Map<Repeats, String> wanted =
        Map.of(
            Repeats.LATEST, "u,1,3,20",
            Repeats.FIRST, "u,1,5,10",
            Repeats.MAX, "u,1,5,10",
            Repeats.SUM, "u,1,11,20");
    for (Repeats repeats : Repeats.values()) {
      InteractionCounts counts =
          run(source(file, new Feedback.Weights(), repeats), Rejects.counting());
      assertEquals(3, counts.merged());
      assertEquals(wanted.get(repeats), Files.readAllLines(out()).get(1), repeats.label());
    }
  }

  @Test
  void pairsAreToldApartLikeByAMap() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    PairIndex index = new PairIndex();
    Map<List<Integer>, Integer> oracle = new HashMap<>();
    for (int row = 0; row < 50_000; row++) {
      int user = random.nextInt(300);
      int item = random.nextInt(300);
      Integer known = oracle.putIfAbsent(List.of(user, item), row);
      int wanted = known == null ? row : known;
      assertEquals(wanted, index.putIfAbsent(user, item, row), "seed " + seed + " row " + row);
    }
  }

  @Test
  void aDamagedNormalisedFileIsRefused() throws IOException {
    List<String> damaged =
        List.of(
            "",
            "user,item,value\nu,1,1\n",
            "user,item,value,timestamp\nu,1,1\n",
            "user,item,value,timestamp\nu,1,x,\n",
            "user,item,value,timestamp\nu,,1,\n",
            "user,item,value,timestamp\nu,1,1,later\n",
            "user,item,value,timestamp\n\"u,1,1,3\n");
    for (String text : damaged) {
      Path file = file("interactions.csv", text);
      assertThrows(CorruptFileException.class, () -> InteractionTable.read(file), text);
    }
  }

  @Test
  void tablesGroupTheirRows() throws IOException {
    Path file = file("interactions.csv", "user,item,value,timestamp\na,3,1,\nb,1,1,\na,1,5,\n");
    InteractionTable table = InteractionTable.read(file);
    assertEquals(List.of("a", "b"), table.users().asList());
    assertEquals(List.of("3", "1"), table.items().asList());
    int[][] lists = table.itemsByUser();
    assertEquals(List.of(0, 1), boxed(lists[0]));
    assertEquals(List.of(1), boxed(lists[1]));
    assertEquals(List.of(1, 2), boxed(table.popularity()));
    InteractionTable positives = table.positives(new Feedback.Threshold(4));
    assertEquals(1, positives.size());
    assertEquals("a", positives.interaction(0).user());
  }

  private static List<Integer> boxed(int[] numbers) {
    List<Integer> list = new ArrayList<>();
    for (int number : numbers) {
      list.add(number);
    }
    return list;
  }
}
