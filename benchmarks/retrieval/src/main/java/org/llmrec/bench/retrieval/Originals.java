package org.llmrec.bench.retrieval;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.llmrec.core.Item;
import org.llmrec.core.vector.Vectors;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.record.Rejects;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.store.ModelStore;

/**
 * Texts of a real catalogue with their vectors, and the words that follow each other in them.
 *
 * @param vectors of length 1, {@code [N][D]}
 * @param near by original: the ten others nearest to it
 * @param words of all texts in their order, texts parted by an empty word
 * @param after by word number: where in {@code words} it stands
 */
record Originals(
    List<float[]> vectors, List<int[]> near, List<String> words, Map<String, int[]> after) {
  private static final int MOST = 3_000;
  private static final int NEAR = 10;
  private static final String MODEL = "all-minilm-l6-v2";

  static Originals read(Path catalogue, Path folder) throws IOException {
    List<Item> items = items(catalogue);
    Collections.shuffle(items, new Random(1));
    List<String> texts =
        items.stream()
            .limit(MOST)
            .map(item -> item.title() + ". " + item.description())
            .distinct()
            .toList();
    Path model = folder.resolve("model");
    ModelStore.standard().provide(MODEL, model);
    List<float[]> vectors;
    try (TextEncoder encoder = OnnxTextEncoder.open(model, EncoderOptions.defaults())) {
      vectors = List.of(encoder.encode(texts, Role.PASSAGE).vectors());
    }
    vectors.forEach(Vectors::normalise);
    List<String> words = new ArrayList<>();
    for (String text : texts) {
      words.addAll(List.of(text.strip().split("\\s+")));
      words.add("");
    }
    Map<String, int[]> after = new HashMap<>();
    Map<String, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      places.computeIfAbsent(words.get(i), word -> new ArrayList<>()).add(i);
    }
    places.forEach(
        (word, at) -> after.put(word, at.stream().mapToInt(Integer::intValue).toArray()));
    return new Originals(
        vectors,
        IntStream.range(0, vectors.size()).parallel().mapToObj(i -> near(vectors, i)).toList(),
        words,
        after);
  }

  private static List<Item> items(Path catalogue) throws IOException {
    List<Item> items = new ArrayList<>();
    try (Rejects rejects = Rejects.refusing();
        CatalogueReader reader = new CatalogueReader(CatalogueSource.of(catalogue), rejects)) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
    }
    return items;
  }

  private static int[] near(List<float[]> vectors, int i) {
    float[] cosines = new float[vectors.size()];
    for (int j = 0; j < cosines.length; j++) {
      cosines[j] = j == i ? Float.NEGATIVE_INFINITY : Vectors.dot(vectors.get(i), vectors.get(j));
    }
    return IntStream.range(0, cosines.length)
        .boxed()
        .sorted((a, b) -> Float.compare(cosines[b], cosines[a]))
        .limit(NEAR)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
