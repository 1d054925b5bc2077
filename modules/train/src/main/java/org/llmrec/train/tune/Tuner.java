package org.llmrec.train.tune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;

/**
 * Searches settings within a budget: draws them at random and lets those trials train on that look
 * best so far (successive halving, arXiv 1502.07943; Hyperband, JMLR 18(185), by its brackets).
 *
 * <p>A trial goes on from where its last rung ended. Every rung of every trial is written down when
 * it ends; a search that is killed and started again with the same arguments repeats none of them
 * and ends with the same result, but for a budget in seconds. With a larger budget it goes on.
 *
 * <p>Figures of equal rungs are compared with each other, and the best of all is the result. The
 * more trials, the more of that figure is luck: measure the chosen settings on other data.
 */
public final class Tuner {
  private final TuningPlan plan;
  private final Trials trials;
  private final TuningJournal journal;
  private final Progress.Task task;
  private final Map<Key, TrialResult> known = new HashMap<>();
  private Spent spent = Spent.nothing();
  private int begun;

  private record Key(int trial, int rung) {}

  private Tuner(TuningPlan plan, Trials trials, TuningJournal journal, Progress.Task task) {
    this.plan = plan;
    this.trials = trials;
    this.journal = journal;
    this.task = task;
    journal.results().forEach(this::count);
  }

  /**
   * Searches until the budget ends.
   *
   * @param folder for {@code trials.jsonl}, made when absent; used by one search at a time
   * @param progress hears every trial
   * @throws ConfigException if the folder is another search's, or is in use
   * @throws CorruptFileException if what is written down is damaged
   * @throws IOException if it cannot be written, or a trial fails with it
   */
  public static TuningResult search(TuningPlan plan, Trials trials, Path folder, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    try (FolderLock lock = FolderLock.acquire(folder, "tuning", holder -> taken(folder, holder));
        TuningJournal journal =
            TuningJournal.open(folder, TuningJournal.Header.of(plan, trials.identity()));
        Progress.Task task = progress.start("tune", -1, "rungs of trials")) {
      return new Tuner(plan, trials, journal, task).search();
    }
  }

  private static ConfigException taken(Path folder, String holder) {
    return new ConfigException(
        WorkspaceCode.FOLDER_IN_USE,
        "expected the folder "
            + folder
            + " to be free, found "
            + holder
            + " searching with it; wait, or name another folder");
  }

  private TuningResult search() throws IOException {
    int round = 1;
    while (round(round, plan.brackets().get((round - 1) % plan.brackets().size()))) {
      round++;
    }
    Optional<TrialResult> best =
        journal.results().stream()
            .filter(result -> result.validation().isPresent())
            .reduce((a, b) -> b.beats(a) ? b : a);
    return new TuningResult(best, spent, journal.results());
  }

  /** Runs a bracket with new trials. False if the budget ended in it. */
  private boolean round(int round, Bracket bracket) throws IOException {
    List<Integer> numbers = begin(bracket.trials());
    if (numbers.isEmpty()) {
      return false;
    }
    Bracket begunOnes =
        new Bracket(numbers.size(), bracket.epochs(), bracket.eta(), bracket.most());
    List<Bracket.Rung> rungs = begunOnes.rungs();
    Map<Integer, Trial> open = new HashMap<>();
    for (int r = 0; r < rungs.size(); r++) {
      List<TrialResult> results = new ArrayList<>();
      for (int number : numbers) {
        TrialResult result = known.get(new Key(number, r + 1));
        if (result == null) {
          int epochs = rungs.get(r).epochs();
          TrialResult before = known.get(new Key(number, r));
          if (!plan.budget().allowsEpochs(spent, epochs - (before == null ? 0 : before.epochs()))) {
            return false;
          }
          result = advance(round, r + 1, number, epochs, before, open);
        }
        results.add(result);
      }
      int reach = r + 1 < rungs.size() ? rungs.get(r + 1).trials() : 0;
      List<Integer> on = best(results, reach);
      end(numbers, on, open);
      numbers = on;
    }
    return begunOnes.equals(bracket);
  }

  /** The numbers of new trials, as many as are wanted and the budget has. */
  private List<Integer> begin(int wanted) {
    List<Integer> numbers = new ArrayList<>();
    while (numbers.size() < wanted
        && (known.containsKey(new Key(begun + 1, 1)) || begun < plan.budget().trials())) {
      numbers.add(++begun);
    }
    return numbers;
  }

  private TrialResult advance(
      int round, int rung, int number, int epochs, TrialResult before, Map<Integer, Trial> open)
      throws IOException {
    Map<String, Object> settings = plan.space().draw(plan.seed(), number);
    int had = before == null ? 0 : before.epochs();
    TrialResult result;
    if (before != null && before.epochs() < before.asked()) {
      result =
          new TrialResult(round, rung, number, settings, epochs, had, before.validation(), 0, 0);
    } else {
      long began = System.nanoTime();
      Trial.Standing standing = open(number, settings, open).advance(epochs);
      result =
          new TrialResult(
              round,
              rung,
              number,
              settings,
              epochs,
              standing.epochs(),
              standing.validation().isPresent()
                  ? Optional.of(standing.validation().getAsDouble())
                  : Optional.empty(),
              standing.epochs() - had,
              (System.nanoTime() - began) / 1e9);
    }
    journal.add(result);
    count(result);
    task.advance(1);
    task.note(line(result));
    return result;
  }

  private Trial open(int number, Map<String, Object> settings, Map<Integer, Trial> open)
      throws IOException {
    Trial trial = open.get(number);
    if (trial == null) {
      trial = trials.open(number, settings);
      open.put(number, trial);
    }
    return trial;
  }

  /** Also those of an earlier process: it may have been killed before it could. */
  private void end(List<Integer> numbers, List<Integer> but, Map<Integer, Trial> open)
      throws IOException {
    for (int number : numbers) {
      if (!but.contains(number)) {
        open(number, plan.space().draw(plan.seed(), number), open).end();
        open.remove(number);
      }
    }
  }

  private static List<Integer> best(List<TrialResult> results, int most) {
    return results.stream()
        .filter(result -> result.validation().isPresent())
        .sorted(
            Comparator.comparingDouble((TrialResult r) -> -r.validation().orElseThrow())
                .thenComparingInt(TrialResult::trial))
        .limit(most)
        .map(TrialResult::trial)
        .toList();
  }

  private void count(TrialResult result) {
    known.put(new Key(result.trial(), result.rung()), result);
    spent = spent.and(result.rung() == 1 ? 1 : 0, result.newEpochs(), result.newSeconds());
  }

  private static String line(TrialResult result) {
    return String.format(
        Locale.ROOT,
        "trial %d, epoch %d: validation %s, %s",
        result.trial(),
        result.epochs(),
        result.validation().map(v -> String.format(Locale.ROOT, "%.4f", v)).orElse("failed"),
        result.settings());
  }
}
