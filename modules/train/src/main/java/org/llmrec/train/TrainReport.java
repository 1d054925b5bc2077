package org.llmrec.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a training went and what came of it.
 *
 * @param counts what went in, by name: {@code items}, {@code users}, {@code train}, {@code
 *     validation}, {@code test}, {@code dropped} (rows of items that the catalogue lacks) and, per
 *     field, {@code missing.FIELD} (items without that text)
 * @param epochs every pass in order
 * @param bestEpoch the pass whose weights were kept
 * @param validationNdcg nDCG@10 of that pass on the validation part; empty without one
 * @param heldOut the comparison on the test part; empty without one
 * @param foldIn how near fold-in comes to the trained users
 * @param notes what a reader should know, in sentences
 * @param seconds for everything
 */
public record TrainReport(
    Map<String, Integer> counts,
    List<Epoch> epochs,
    int bestEpoch,
    Optional<Double> validationNdcg,
    Optional<HeldOut> heldOut,
    FoldInFigures foldIn,
    List<String> notes,
    double seconds) {

  /** Copies the collections. */
  public TrainReport {
    counts = Map.copyOf(counts);
    epochs = List.copyOf(epochs);
    notes = List.copyOf(notes);
  }

  /** The mean over all passes, with their validation; those before a checkpoint included. */
  public double secondsPerEpoch() {
    return epochs.getLast().seconds() / epochs.size();
  }

  /** A few plain lines for a person. */
  public String summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "%d users, %d items, %d positives to learn from, %d to stop by, %d to test on",
            counts.get("users"),
            counts.get("items"),
            counts.get("train"),
            counts.get("validation"),
            counts.get("test")));
    lines.add(
        format("epoch %d of %d is the best", bestEpoch, epochs.size())
            + validationNdcg.map(v -> format(": validation nDCG@10 %.4f", v)).orElse("")
            + format(" (%.2f s per epoch, %.0f s in all)", secondsPerEpoch(), seconds));
    heldOut.ifPresent(
        test -> {
          lines.add(format("held-out test, %d users, full catalogue:", test.users()));
          lines.add(line("  ranker      ", test.ranker()));
          lines.add(line("  most popular", test.popularity()));
          lines.add(
              format(
                  "  nDCG@10 difference %+.4f, 95 %% interval %+.4f to %+.4f, paired randomisation"
                      + " p = %.4f",
                  test.ndcg().difference(),
                  test.ndcg().low(),
                  test.ndcg().high(),
                  test.ndcg().p()));
        });
    lines.add(
        format(
            "a known user's history folded in: cosine to the trained user %.3f, %.0f %% of the"
                + " first 10 shared",
            foldIn.cosine(), 100 * foldIn.sharedTop10()));
    lines.addAll(notes);
    return String.join("\n", lines);
  }

  private static String line(String name, Quality quality) {
    return format(
        "%s  nDCG@10 %.4f  P@10 %.4f  R@10 %.4f",
        name, quality.ndcg(), quality.precision(), quality.recall());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
