package org.llmrec.lab.run.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.lab.result.Example;
import org.llmrec.lab.result.ListedItem;
import org.llmrec.lab.run.evaluate.CaseOutcome;
import org.llmrec.lab.run.store.StoredRun;

/**
 * Cases of one split with the largest gains and losses of one model against another, by the first
 * reported metric, for a person to look at.
 */
public final class Examples {
  private static final int HISTORY_SHOWN = 10;

  private final CaseIndex index;
  private final Map<String, String> titles;
  private final ProtocolSplit split;
  private final int[] popularity;
  private final Reasons reasons;

  /**
   * Of the first split.
   *
   * @param titles by item id; an item without one is shown by its id
   */
  public Examples(CaseIndex index, Map<String, String> titles, Nearness nearness) {
    this.index = index;
    this.titles = titles;
    this.split = index.splits().get(0);
    this.popularity = split.testing().positives().popularity();
    this.reasons = new Reasons(this::item, nearness);
  }

  private record Change(int number, double gain) {}

  /**
   * The largest gains, largest first, then the largest losses, largest first.
   *
   * @param ours the model's run on the first split
   * @param theirs the other's
   * @param count how many of either at most
   */
  public List<Example> of(
      String model, StoredRun ours, String against, StoredRun theirs, String metric, int count) {
    List<EvaluationCase> cases = split.testCases();
    List<Change> changes = new ArrayList<>();
    for (int c = 0; c < cases.size(); c++) {
      if (index.counts(cases.get(c))) {
        changes.add(
            new Change(c, ours.cases().get(c).values()[0] - theirs.cases().get(c).values()[0]));
      }
    }
    // A stable sort: of equal changes the first cases are shown.
    List<Change> chosen = new ArrayList<>();
    changes.stream()
        .filter(change -> change.gain() > 0)
        .sorted(Comparator.comparingDouble(change -> -change.gain()))
        .limit(count)
        .forEach(chosen::add);
    changes.stream()
        .filter(change -> change.gain() < 0)
        .sorted(Comparator.comparingDouble(Change::gain))
        .limit(count)
        .forEach(chosen::add);
    List<Example> examples = new ArrayList<>();
    for (Change change : chosen) {
      CaseOutcome our = ours.cases().get(change.number());
      CaseOutcome their = theirs.cases().get(change.number());
      EvaluationCase asked = cases.get(change.number());
      examples.add(
          new Example(
              split.options().seed(),
              asked.id(),
              asked.asker() instanceof Asker.QueryText query ? query.text() : "",
              model,
              against,
              metric,
              change.gain(),
              history(asked),
              truth(asked),
              listed(our.top(), asked),
              listed(their.top(), asked),
              reasons.why(asked, change.gain(), model, our.ranks(), against, their.ranks())));
    }
    return examples;
  }

  private List<ListedItem> history(EvaluationCase asked) {
    int[] history = Beyond.history(asked);
    List<ListedItem> shown = new ArrayList<>();
    for (int i = Math.max(0, history.length - HISTORY_SHOWN); i < history.length; i++) {
      shown.add(item(history[i], false));
    }
    return shown;
  }

  private List<ListedItem> truth(EvaluationCase asked) {
    List<ListedItem> shown = new ArrayList<>();
    for (int item : asked.relevant()) {
      shown.add(item(item, true));
    }
    return shown;
  }

  private List<ListedItem> listed(List<String> ids, EvaluationCase asked) {
    List<ListedItem> shown = new ArrayList<>();
    for (String id : ids) {
      int item = split.items().indexOf(id);
      shown.add(item(item, Arrays.binarySearch(asked.relevant(), item) >= 0));
    }
    return shown;
  }

  private ListedItem item(int item) {
    return item(item, true);
  }

  private ListedItem item(int item, boolean relevant) {
    String id = split.items().get(item);
    String title = titles.getOrDefault(id, "");
    return new ListedItem(id, title.isBlank() ? id : title, relevant, popularity[item]);
  }
}
