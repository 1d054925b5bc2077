package org.llmrec.cli.internal;

import java.util.List;
import java.util.Locale;
import org.llmrec.core.Progress;
import org.llmrec.rerank.tallrec.TallrecAuc;
import org.llmrec.rerank.tallrec.TallrecRule;
import org.llmrec.rerank.tallrec.TuneListener;
import org.llmrec.rerank.tallrec.TuneResult;

/** What people see of tuning. */
final class TuneLines implements TuneListener, AutoCloseable {
  private final Terminal terminal;
  private final Progress progress;
  private Progress.Task task;
  private String current = "";
  private long told;

  TuneLines(Terminal terminal) {
    this.terminal = terminal;
    this.progress = new ProgressLines(terminal);
  }

  @Override
  public synchronized void step(String stage, int step, int of, double loss) {
    advance("tune " + stage, step, of, "steps");
    task.status(String.format(Locale.ROOT, "loss %.4f", loss));
    if (step == 1 || step == of) {
      task.note(String.format(Locale.ROOT, "%s, step %d of %d: loss %.4f", stage, step, of, loss));
    }
  }

  @Override
  public synchronized void scored(String what, int done, int of) {
    advance("score " + what + " the adapter", done, of, "questions");
  }

  private void advance(String what, long done, long of, String unit) {
    if (!what.equals(current)) {
      close();
      task = progress.start(what, of, unit);
      current = what;
      told = 0;
    }
    task.advance(done - told);
    told = done;
  }

  @Override
  public synchronized void note(String line) {
    if (!line.isBlank()) {
      terminal.note("    %s", line);
    }
  }

  @Override
  public synchronized void close() {
    if (task != null) {
      task.close();
      task = null;
    }
  }

  static void print(Terminal terminal, TuneResult result) {
    List<Double> losses = result.losses();
    if (!losses.isEmpty()) {
      terminal.line(
          "loss: %.4f first, %.4f last, of %d steps",
          losses.getFirst(), losses.getLast(), losses.size());
    }
    if (result.before().isPresent() && result.after().isPresent()) {
      TallrecAuc before = result.before().get();
      TallrecAuc after = result.after().get();
      terminal.line("AUC over %,d questions, %,d of them yes:", after.samples(), after.liked());
      Table table = new Table("rule", ">without the adapter", ">with it");
      for (TallrecRule rule : TallrecRule.values()) {
        table.row(rule.label(), auc(before, rule), auc(after, rule));
      }
      table.print(terminal);
      if (before.allEqual() || after.allEqual()) {
        terminal.note(
            "all scores are equal %s the adapter: the model tells no question from another",
            after.allEqual() ? "with" : "without");
      }
    }
  }

  private static String auc(TallrecAuc auc, TallrecRule rule) {
    return auc.auc()
        .map(each -> String.format(Locale.ROOT, "%.4f", each.get(rule)))
        .orElse("only one answer");
  }
}
