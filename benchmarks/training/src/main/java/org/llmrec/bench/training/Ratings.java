package org.llmrec.bench.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/** The positives of MovieLens's {@code ratings.csv}: ratings from 4 on. */
final class Ratings {
  private Ratings() {}

  static InteractionTable read(Path file) throws IOException {
    Ids.Builder users = new Ids.Builder();
    Ids.Builder items = new Ids.Builder();
    InteractionTable.Builder rows = new InteractionTable.Builder();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",");
      double rating = Double.parseDouble(fields[2]);
      if (rating >= 4) {
        rows.add(users.add(fields[0]), items.add(fields[1]), (float) rating, Long.parseLong(fields[3]));
      }
    }
    return rows.build(users.build(), items.build());
  }
}
