package org.llmrec.train.internal;

import java.util.List;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.train.method.Settings;

/** The validation rows, to decide when to stop: nDCG@10 over the catalogue, train rows masked. */
public final class StoppingPart {
  /** More users than this tell the epochs apart no better. */
  private static final int MOST_USERS = 5_000;

  private static final String VALIDATION = "validation";

  private final int[] judges;
  private final int[][] train;
  private final int[][] held;
  private final int items;

  private StoppingPart(int[] judges, int[][] train, int[][] held, int items) {
    this.judges = judges;
    this.train = train;
    this.held = held;
    this.items = items;
  }

  /** Reads {@code stopping}: {@code validation}, or {@code none} where the passes are fixed. */
  public static boolean wanted(Settings settings) {
    return settings.choice("stopping", VALIDATION, List.of(VALIDATION, "none")).equals(VALIDATION);
  }

  /** Of that data; {@link #isEmpty} if it has none. */
  public static StoppingPart of(TrainingData data) {
    int[][] train = data.positives().itemsByUser();
    int[][] held =
        data.stopping().map(rows -> rows.itemsByUser()).orElseGet(() -> new int[train.length][0]);
    int[] judges = Measure.spread(Positives.filled(held), MOST_USERS);
    return new StoppingPart(judges, train, held, data.items().size());
  }

  /** Whether there is nothing to stop by. */
  public boolean isEmpty() {
    return judges.length == 0;
  }

  /** Mean nDCG@10. */
  public double ndcg(CatalogueScores scores) {
    int[][] lists = Measure.lists(judges, items, scores, train);
    return Measure.mean(Measure.ndcg(Measure.of(judges, lists, held)));
  }
}
