package org.llmrec.data.interaction;

import org.llmrec.core.Interaction;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Keeps one row per user and item, by the policy for repeats. Not thread-safe. */
final class Merger {
  private final Repeats repeats;
  private final Ids.Builder users = new Ids.Builder();
  private final Ids.Builder items = new Ids.Builder();
  private final InteractionTable.Builder rows = new InteractionTable.Builder();
  private final PairIndex index = new PairIndex();

  Merger(Repeats repeats) {
    this.repeats = repeats;
  }

  void add(Interaction next) {
    int user = users.add(next.user());
    int item = items.add(next.item());
    int row = index.putIfAbsent(user, item, rows.size());
    if (row == rows.size()) {
      rows.add(user, item, next.value(), next.timestamp());
      return;
    }
    double value = rows.value(row);
    long time = rows.time(row);
    // NO_TIME is the smallest number, so that it is the oldest without a case of its own.
    switch (repeats) {
      case LATEST -> {
        if (next.timestamp() >= time) {
          rows.set(row, next.value(), next.timestamp());
        }
      }
      case FIRST -> {
        if (next.hasTime() && (time == Interaction.NO_TIME || next.timestamp() < time)) {
          rows.set(row, next.value(), next.timestamp());
        }
      }
      case MAX -> {
        if (next.value() > value) {
          rows.set(row, next.value(), next.timestamp());
        } else if (next.value() == value) {
          rows.set(row, value, Math.max(time, next.timestamp()));
        }
      }
      case SUM -> rows.set(row, value + next.value(), Math.max(time, next.timestamp()));
    }
  }

  int size() {
    return rows.size();
  }

  InteractionTable table() {
    return rows.build(users.build(), items.build());
  }
}
