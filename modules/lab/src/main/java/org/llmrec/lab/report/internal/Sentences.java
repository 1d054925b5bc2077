package org.llmrec.lab.report.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.llmrec.lab.result.Comparison;
import org.llmrec.lab.result.ExpectedOutcome;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.Gain;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Setup;

/** What a result says, in sentences that are the same in every report. */
public final class Sentences {
  private static final int HASH_SHOWN = 12;

  private Sentences() {}

  /** Which model leads, and by how much over the baseline; empty where there are no models. */
  public static Optional<String> headline(View view) {
    if (view.models().isEmpty()) {
      return Optional.empty();
    }
    ModelResult best = view.models().get(0);
    return View.figure(best, view.primary()).map(f -> headline(view, best, f));
  }

  private static String headline(View view, ModelResult best, Figure figure) {
    String metric = view.primary();
    String reached =
        (metric
                + " "
                + Numbers.metric(figure.mean())
                + " "
                + Numbers.interval(figure.low(), figure.high()))
            .strip();
    if (view.models().size() == 1) {
      return best.name() + " reaches " + reached + ".";
    }
    if (view.baseline(best)) {
      return "The baseline, " + best.name() + ", leads with " + reached + ".";
    }
    String leads = best.name() + " leads with " + reached;
    Optional<Comparison> found = view.comparison(best, metric);
    if (found.isEmpty()) {
      return leads + ".";
    }
    Comparison c = found.get();
    String difference = difference(c);
    String holm = Double.isNaN(c.holm()) ? "" : ", Holm p " + equation(c.holm());
    return View.apart(c)
        ? leads + ", " + difference + " over the baseline " + c.against() + holm + "."
        : leads
            + ", which cannot be told from the baseline "
            + c.against()
            + " ("
            + difference
            + holm
            + ").";
  }

  private static String difference(Comparison c) {
    return (Numbers.difference(c.difference())
            + " "
            + Numbers.differenceInterval(c.low(), c.high()))
        .strip();
  }

  /** What enrichment brought, whatever its sign, with all that is known of it. */
  public static String gain(View view, Gain gain) {
    Comparison c = gain.comparison();
    List<String> known = new ArrayList<>();
    String interval = Numbers.differenceInterval(c.low(), c.high());
    if (!interval.isEmpty()) {
      known.add("95 % interval " + interval);
    }
    if (!Double.isNaN(c.p())) {
      known.add("p " + equation(c.p()));
    }
    if (!Double.isNaN(c.holm())) {
      known.add("Holm p " + equation(c.holm()));
    }
    known.add(Numbers.count(c.units()) + " " + view.units());
    known.add(c.model() + " against " + c.against());
    return brought(gain) + " (" + String.join("; ", known) + ").";
  }

  /** The same in short: size, interval and whether it can be told from nothing. */
  public static String shortGain(Gain gain) {
    Comparison c = gain.comparison();
    String interval = Numbers.differenceInterval(c.low(), c.high());
    return brought(gain) + (interval.isEmpty() ? "" : ", " + interval) + ".";
  }

  private static String brought(Gain gain) {
    Comparison c = gain.comparison();
    String over = gain.over().equals("original") ? "original text" : gain.over();
    String size = Numbers.metric(Math.abs(c.difference())) + " in " + c.metric();
    String what;
    if (!View.apart(c)) {
      what =
          "changes by "
              + Numbers.difference(c.difference())
              + " in "
              + c.metric()
              + " over "
              + over
              + ", which cannot be told from no change";
    } else if (c.difference() > 0) {
      what = "gains " + size + " over " + over;
    } else {
      what = "loses " + size + " against " + over;
    }
    return "With the answers, " + gain.method() + " " + what;
  }

  /** How many promises were kept; empty where none was made. */
  public static Optional<String> expectations(View view) {
    List<ExpectedOutcome> all = view.result().expectations();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    long met = all.stream().filter(ExpectedOutcome::met).count();
    if (met == all.size()) {
      return Optional.of(
          all.size() == 1
              ? "The one expected value is met."
              : "All " + all.size() + " expected values are met.");
    }
    return Optional.of(
        all.size() - met + " of " + all.size() + " expected values " + missed(all.size() - met));
  }

  private static String missed(long count) {
    return count == 1 ? "is missed." : "are missed.";
  }

  /** One promise. */
  public static String expectation(ExpectedOutcome e) {
    return e.model()
        + " "
        + e.metric()
        + ": expected "
        + Numbers.metric(e.expected())
        + " ± "
        + Numbers.metric(e.tolerance())
        + ", found "
        + Numbers.metric(e.found());
  }

  /** Over what: data and its size. */
  public static String data(View view) {
    Setup s = view.setup();
    return s.data()
        + ": "
        + Numbers.count(s.users())
        + " users, "
        + Numbers.count(s.items())
        + " items, "
        + Numbers.count(s.positives())
        + " positives; "
        + Numbers.count(s.testCases())
        + " test "
        + (view.units().equals("users") ? "users" : "queries");
  }

  /** How many splits. */
  public static String seeds(View view) {
    List<Long> seeds = view.setup().seeds();
    String list = seeds.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return seeds.size() == 1 ? "one seed (" + list + ")" : seeds.size() + " seeds (" + list + ")";
  }

  /** How settings were chosen. */
  public static String tuning(View view) {
    int trials = view.setup().tuningTrials();
    return trials <= 1
        ? "no tuning: settings as given"
        : "up to "
            + trials
            + " settings tried per model, chosen by "
            + view.primary()
            + " on validation";
  }

  /** What is wrong with sampled candidates; empty where the full catalogue is ranked. */
  public static Optional<String> sampled(View view) {
    int negatives = view.setup().sampledNegatives();
    if (negatives <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "Sampled metrics: each case ranks its relevant items among "
            + Numbers.count(negatives)
            + " random others, not the whole catalogue. Such figures are far higher than full"
            + " ones, can order models the other way round, and must not be compared with any"
            + " other figure.");
  }

  /** Warnings of all models, each with the model's name before it. */
  public static List<String> warnings(View view) {
    List<String> all = new ArrayList<>();
    for (ModelResult model : view.models()) {
      model.warnings().forEach(w -> all.add(model.name() + ": " + w));
    }
    return all;
  }

  /** The beginning of a hash: enough to tell two apart by eye. */
  public static String shortHash(String hash) {
    return hash.length() <= HASH_SHOWN ? hash : hash.substring(0, HASH_SHOWN);
  }

  /** {@code = 0.012} or {@code < 0.001}. */
  private static String equation(double p) {
    String text = Numbers.p(p);
    return text.startsWith("<") ? text : "= " + text;
  }
}
