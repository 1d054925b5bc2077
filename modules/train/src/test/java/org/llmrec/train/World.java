package org.llmrec.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.split.PerUserSplit;
import org.llmrec.data.split.SplitOptions;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * A small world in which text says what people like: items of one of four kinds, whose text vectors
 * lie near the kind's, and users who like two kinds. Every fifth item lacks the second text.
 */
public final class World implements AutoCloseable {
  public static final int ITEMS = 80;
  public static final int KINDS = 4;
  public static final int WIDTH = 16;

  /** Nobody ever meets this item, but it has texts; its kind is 0. */
  public static final String COLD = "i000";

  private final Map<String, VectorFile> fields = new LinkedHashMap<>();
  private final List<String> items = new ArrayList<>();

  public World(Path folder) throws IOException {
    for (int i = 0; i < ITEMS; i++) {
      items.add(item(i));
    }
    SplittableRandom random = new SplittableRandom(5);
    for (String field : List.of("description", "rec-tag")) {
      float[][] centres = new float[KINDS][];
      for (int k = 0; k < KINDS; k++) {
        centres[k] = gaussian(random, 1);
      }
      Path file = folder.resolve(field + ".vec");
      try (VectorFileWriter writer = VectorFileWriter.create(file, WIDTH, Map.of())) {
        for (int i = 0; i < ITEMS; i++) {
          float[] vector = gaussian(random, 0.3);
          Vectors.addScaled(vector, centres[i % KINDS], 1);
          Vectors.normalise(vector);
          if (field.equals("description") || i % 5 != 4) {
            writer.add(item(i), vector);
          }
        }
      }
      fields.put(field, VectorFile.open(file));
    }
  }

  public static String item(int i) {
    return String.format(Locale.ROOT, "i%03d", i);
  }

  public static int kind(String item) {
    return Integer.parseInt(item.substring(1)) % KINDS;
  }

  /** Users with {@code each} positives, most of them of their two kinds. */
  public static InteractionTable positives(int users, int each, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Ids.Builder userIds = new Ids.Builder();
    Ids.Builder itemIds = new Ids.Builder();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    for (int u = 0; u < users; u++) {
      int user = userIds.add("u" + u);
      boolean[] met = new boolean[ITEMS];
      met[0] = true;
      for (int taken = 0; taken < each; ) {
        int item = random.nextInt(ITEMS);
        int kind = item % KINDS;
        boolean likes = kind == u % KINDS || kind == (u + 1) % KINDS;
        if (!met[item] && (likes || random.nextInt(20) == 0)) {
          met[item] = true;
          rows.add(user, itemIds.add(item(item)), 5, taken);
          taken++;
        }
      }
    }
    return rows.build(userIds.build(), itemIds.build());
  }

  public TrainData data(InteractionTable positives) {
    return new TrainData(
        items,
        fields,
        PerUserSplit.of(positives, SplitOptions.everybody(1)),
        "test encoder",
        "0".repeat(64),
        "1".repeat(64));
  }

  public static TrainOptions options() {
    return TrainOptions.builder()
        .dims(16)
        .hidden(32)
        .batch(256)
        .negatives(64)
        .learningRate(3e-3)
        .maxEpochs(30)
        .build();
  }

  private static float[] gaussian(SplittableRandom random, double deviation) {
    float[] vector = new float[WIDTH];
    for (int d = 0; d < WIDTH; d++) {
      vector[d] = (float) (deviation * random.nextGaussian());
    }
    return vector;
  }

  @Override
  public void close() {
    fields.values().forEach(VectorFile::close);
  }
}
