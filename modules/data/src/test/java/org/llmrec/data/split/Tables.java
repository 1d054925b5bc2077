package org.llmrec.data.split;

import java.util.List;
import org.llmrec.core.Interaction;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** Tables of a few rows. */
final class Tables {
  private Tables() {}

  static InteractionTable of(List<Interaction> rows) {
    Ids.Builder users = new Ids.Builder();
    Ids.Builder items = new Ids.Builder();
    InteractionTable.Builder table = new InteractionTable.Builder();
    for (Interaction row : rows) {
      table.add(users.add(row.user()), items.add(row.item()), row.value(), row.timestamp());
    }
    return table.build(users.build(), items.build());
  }
}
