package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.table.Ids;
import org.llmrec.lab.experiment.Candidates;
import org.llmrec.lab.run.evaluate.Units;

/**
 * The test cases of all splits: whose they are, which of them the leaderboard is about, and to
 * which slices they belong. Where a protocol asks for several rankings of one user, the leaderboard
 * and all slices but that of the rankings are about one of them.
 */
public final class CaseIndex {
  private static final String RANKED = "ranked";

  private final List<ProtocolSplit> splits;
  private final Candidates candidates;
  private final Ids units;

  /** Of the splits' test cases. */
  public CaseIndex(List<ProtocolSplit> splits, Candidates candidates) {
    this.splits = List.copyOf(splits);
    this.candidates = candidates;
    TreeSet<String> names = new TreeSet<>();
    for (ProtocolSplit split : splits) {
      split.testCases().forEach(asked -> names.add(Units.of(asked)));
    }
    this.units = Ids.of(names);
  }

  /** The splits, one a seed. */
  public List<ProtocolSplit> splits() {
    return splits;
  }

  /** How many users or queries there are over all splits. */
  int units() {
    return units.size();
  }

  /** The number of a case's unit. */
  int unit(EvaluationCase asked) {
    return units.indexOf(Units.of(asked));
  }

  /** Whether the leaderboard is about the case. */
  public boolean counts(EvaluationCase asked) {
    return counts(asked, candidates);
  }

  /**
   * Whether every user or query is asked equally often in every split. Where not, a mean over seeds
   * and one over units weigh cases differently.
   */
  public boolean balanced() {
    Set<Integer> counts = new HashSet<>();
    for (ProtocolSplit split : splits) {
      int[] cases = new int[units.size()];
      split.testCases().stream().filter(this::counts).forEach(asked -> cases[unit(asked)]++);
      Arrays.stream(cases).forEach(counts::add);
    }
    return counts.size() == 1;
  }

  /** Whether a leaderboard that shows such a ranking is about the case. */
  public static boolean counts(EvaluationCase asked, Candidates candidates) {
    String ranked = Units.ranked(asked);
    return ranked.isEmpty() || ranked.equals(candidates.label());
  }

  /**
   * The slices of a case by family: {@code user:unknown} is {@code unknown} of {@code users}.
   *
   * @return such as {@code [history/10-19]}
   */
  List<String> slices(EvaluationCase asked) {
    List<String> slices = new ArrayList<>();
    for (String slice : new TreeSet<>(asked.slices())) {
      int colon = slice.indexOf(':');
      String family = slice.substring(0, Math.max(0, colon));
      String name = slice.substring(colon + 1);
      if (family.equals(RANKED) || counts(asked)) {
        slices.add((family.equals("user") ? "users" : family) + "/" + name);
      }
    }
    return slices;
  }

  /**
   * All slices of all cases, families by name and parts in the order of their numbers where they
   * have any.
   */
  List<String> slices() {
    Map<String, Integer> all = new LinkedHashMap<>();
    for (ProtocolSplit split : splits) {
      split.testCases().forEach(asked -> slices(asked).forEach(slice -> all.put(slice, 0)));
    }
    return all.keySet().stream().sorted(CaseIndex::compare).collect(Collectors.toList());
  }

  private static int compare(String a, String b) {
    int family = family(a).compareTo(family(b));
    int number = Long.compare(number(a), number(b));
    return family != 0 ? family : number != 0 ? number : a.compareTo(b);
  }

  static String family(String slice) {
    return slice.substring(0, slice.indexOf('/'));
  }

  static String name(String slice) {
    return slice.substring(slice.indexOf('/') + 1);
  }

  /** The number that the name begins with, so that 5 comes before 10. */
  private static long number(String slice) {
    String digits = name(slice).replaceAll("^([0-9]{0,9}).*$", "$1");
    return digits.isEmpty() ? Long.MAX_VALUE : Long.parseLong(digits);
  }
}
