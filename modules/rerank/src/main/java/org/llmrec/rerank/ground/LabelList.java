package org.llmrec.rerank.ground;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrec.llm.text.RawAnswer;

/**
 * Finds the order of labels that an answer gives, as listwise prompts ask for: {@code [2] > [1]},
 * {@code 2, 1, 3}, a JSON array, an object with one, numbered lines, one label a line. Stateless
 * and thread-safe.
 *
 * <p>Labels in brackets or quotes count for more than labels that begin lines, these for more than
 * labels with only separators between them, and these for more than labels strewn in prose; of a
 * lower kind nothing is taken where there is a higher. Where several rows of labels contradict each
 * other, as when the given order is repeated before the new one, the longest is right, and the last
 * of equally long ones.
 */
public final class LabelList {
  private LabelList() {}

  /**
   * The labels in the order in which the answer names them.
   *
   * @param answer what the model wrote, with thoughts, fences and all
   * @param labels distinct, each with a letter or digit
   * @return places in {@code labels}; one that is repeated within the order is there again, so that
   *     it can be counted; empty where no label is named
   */
  public static List<Integer> parse(String answer, List<String> labels) {
    List<Mention> all =
        Mentions.of(RawAnswer.unfenced(RawAnswer.plain(answer)), new Labels(labels));
    Set<Integer> strong = new HashSet<>();
    List<Integer> leads = new ArrayList<>();
    for (Mention mention : all) {
      if (mention.strong()) {
        strong.add(mention.chain());
      }
      if (mention.lead()) {
        leads.add(mention.label());
      }
    }
    List<List<Integer>> rows = rows(all, strong);
    if (!strong.isEmpty()) {
      return merged(rows);
    }
    List<Integer> longest = longest(rows);
    if (distinct(leads) > 1 && distinct(leads) >= distinct(longest)) {
      return List.copyOf(leads);
    }
    return merged(
        distinct(longest) < 2 ? rows : rows.stream().filter(row -> row.size() > 1).toList());
  }

  /** One row for each chain; where there are strong ones, only these. */
  private static List<List<Integer>> rows(List<Mention> all, Set<Integer> strong) {
    Map<Integer, List<Integer>> rows = new LinkedHashMap<>();
    for (Mention mention : all) {
      if (strong.isEmpty() || strong.contains(mention.chain())) {
        rows.computeIfAbsent(mention.chain(), c -> new ArrayList<>()).add(mention.label());
      }
    }
    return List.copyOf(rows.values());
  }

  /** All rows, but what the longest names only where it names it. */
  private static List<Integer> merged(List<List<Integer>> rows) {
    List<Integer> longest = longest(rows);
    boolean order = distinct(longest) > 1;
    Set<Integer> within = new HashSet<>(longest);
    List<Integer> merged = new ArrayList<>();
    for (List<Integer> row : rows) {
      for (int label : row) {
        if (row == longest || !order || !within.contains(label)) {
          merged.add(label);
        }
      }
    }
    return List.copyOf(merged);
  }

  private static List<Integer> longest(List<List<Integer>> rows) {
    List<Integer> longest = List.of();
    for (List<Integer> row : rows) {
      if (distinct(row) >= distinct(longest)) {
        longest = row;
      }
    }
    return longest;
  }

  private static int distinct(List<Integer> row) {
    return new HashSet<>(row).size();
  }
}
