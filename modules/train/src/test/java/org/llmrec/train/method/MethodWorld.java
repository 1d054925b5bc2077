package org.llmrec.train.method;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * A small world with everything that a method may meet: items of four kinds whose texts lie near
 * their kind's, users who like two kinds, an item and a user without a row, an item without any
 * text and items without the second one.
 */
public final class MethodWorld implements AutoCloseable {
  /** How many items. */
  public static final int ITEMS = 60;

  /** How many users. */
  public static final int USERS = 40;

  /** Has texts and no row; its kind is 0. */
  public static final String COLD = "i000";

  /** Has rows and no text. */
  public static final String SILENT = "i001";

  /** Has no row. */
  public static final String NOBODY = "u00";

  private static final int KINDS = 4;
  private static final int WIDTH = 8;

  private final Map<String, VectorFile> fields = new LinkedHashMap<>();

  /** Writes the texts to that folder. */
  public MethodWorld(Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (String field : List.of("description", "rec-tag")) {
      Path file = folder.resolve(field + ".vec");
      try (VectorFileWriter writer = VectorFileWriter.create(file, WIDTH, Map.of())) {
        for (int i = 0; i < ITEMS; i++) {
          float[] vector = new float[WIDTH];
          for (int d = 0; d < WIDTH; d++) {
            vector[d] = (float) (0.2 * random.nextGaussian());
          }
          vector[i % KINDS] += 1;
          boolean missing = item(i).equals(SILENT) || (field.equals("rec-tag") && i % 5 == 4);
          if (!missing) {
            writer.add(item(i), Vectors.normalise(vector));
          }
        }
      }
      fields.put(field, VectorFile.open(file));
    }
  }

  /** The id of an item; its kind is {@code i % 4}. */
  public static String item(int i) {
    return String.format(Locale.ROOT, "i%03d", i);
  }

  /** Items numbered in the order of their ids. */
  public static TrainingData data() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(item(i));
    }
    return data(items);
  }

  /** The same rows with the items numbered in another order. */
  public static TrainingData shuffled() {
    List<String> items = new ArrayList<>(data().items().asList());
    Collections.shuffle(items, new Random(3));
    return data(items);
  }

  private static TrainingData data(List<String> itemOrder) {
    Ids items = Ids.of(itemOrder);
    Ids.Builder users = new Ids.Builder();
    SplittableRandom random = new SplittableRandom(7);
    List<int[]> rows = new ArrayList<>();
    for (int u = 0; u < USERS; u++) {
      int user = users.add(String.format(Locale.ROOT, "u%02d", u));
      if (u == 0) {
        continue;
      }
      boolean[] met = new boolean[ITEMS];
      met[0] = true;
      for (int taken = 0; taken < 8; ) {
        int item = random.nextInt(ITEMS);
        boolean likes = item % KINDS == u % KINDS || item % KINDS == (u + 1) % KINDS;
        if (!met[item] && (likes || random.nextInt(20) == 0)) {
          met[item] = true;
          rows.add(new int[] {user, items.indexOf(item(item)), 86_400 * random.nextInt(1_000)});
          taken++;
        }
      }
    }
    // As a split has them: by user, then by item.
    rows.sort((a, b) -> a[0] != b[0] ? Integer.compare(a[0], b[0]) : Integer.compare(a[1], b[1]));
    InteractionTable.Builder table = new InteractionTable.Builder();
    rows.forEach(row -> table.add(row[0], row[1], 5, row[2]));
    return TrainingData.everything(table.build(users.build(), items));
  }

  /** Texts that no interaction had a part in. */
  public TextVectors texts() {
    return new TextVectors("original", fields, Optional.empty());
  }

  /** Texts that were written from interactions with that hash. */
  public TextVectors textsFrom(String graph) {
    return new TextVectors("original", fields, Optional.of(graph));
  }

  @Override
  public void close() {
    fields.values().forEach(VectorFile::close);
  }
}
