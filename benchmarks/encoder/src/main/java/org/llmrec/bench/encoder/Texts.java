package org.llmrec.bench.encoder;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.llmrec.core.json.Json;

/**
 * The texts that all arms encode: distinct, and none longer than any arm reads, since what is cut
 * off by one and read by another would be no comparison.
 *
 * @param from the files
 * @param texts N of them
 * @param pieces of each, the two special ones included
 * @param tooLong how many were left out for their length
 */
record Texts(List<String> from, List<String> texts, int[] pieces, int tooLong) {
  private static final long SEED = 1;

  /**
   * Reads title, description and answer, as far as a line has them, of JSON Lines; leaves out equal
   * and too long texts, shuffles by a fixed seed and keeps so many.
   */
  static Texts read(List<Path> files, Path tokenizer, int maxTokens, int count) throws IOException {
    Set<String> distinct = new LinkedHashSet<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode item = Json.mapper().readTree(line);
        List<String> parts = new ArrayList<>();
        for (String field : List.of("title", "description", "answer")) {
          if (item.hasNonNull(field)) {
            parts.add(item.get(field).asText().strip());
          }
        }
        distinct.add(String.join(". ", parts));
      }
    }
    distinct.removeIf(String::isBlank);
    List<String> order = new ArrayList<>(distinct);
    Collections.shuffle(order, new Random(SEED));
    List<String> kept = new ArrayList<>();
    List<Integer> pieces = new ArrayList<>();
    int tooLong = 0;
    try (HuggingFaceTokenizer pieceOf = tokenizer(tokenizer)) {
      for (int i = 0; i < order.size() && kept.size() < count; i++) {
        int length = pieceOf.encode(order.get(i)).getIds().length;
        if (length > maxTokens) {
          tooLong++;
        } else {
          kept.add(order.get(i));
          pieces.add(length);
        }
      }
    }
    List<String> names = files.stream().map(Texts::shortName).toList();
    return new Texts(names, kept, pieces.stream().mapToInt(Integer::intValue).toArray(), tooLong);
  }

  /** Real word pieces of all. */
  long total() {
    long total = 0;
    for (int each : pieces) {
      total += each;
    }
    return total;
  }

  /** File and folder: where it lies on this machine is nobody's business. */
  private static String shortName(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    return whole.getParent().getFileName() + "/" + whole.getFileName();
  }

  private static HuggingFaceTokenizer tokenizer(Path file) throws IOException {
    return HuggingFaceTokenizer.builder(Map.of("modelMaxLength", "100000"))
        .optTokenizerPath(file)
        .optPadding(false)
        .optTruncation(false)
        .build();
  }
}
