package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.llmrec.lab.report.internal.Numbers;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;

/** Coverage, concentration, novelty and their kin. */
final class BeyondSection implements Section {
  private static final Map<String, String> MEANING =
      Map.of(
          "coverage", "Coverage: the share of the catalogue that is in anybody's list.",
          "gini", "Gini: 0 when all items are shown equally often, 1 when one takes it all.",
          "novelty", "Novelty: mean bits of surprise, −log₂ of an item's share of users.",
          "diversity", "Diversity: mean cosine distance within a list.",
          "popularity-bias",
              "Popularity bias: how much more popular, in percentiles, the lists are than the"
                  + " histories they were made from.");

  @Override
  public String id() {
    return "beyond";
  }

  @Override
  public String title(View view) {
    return "Beyond accuracy";
  }

  @Override
  public boolean present(View view) {
    return !view.beyond().isEmpty();
  }

  @Override
  public void write(Page page) {
    View view = page.view();
    List<String> names = view.beyond();
    page.lead(String.join(" ", names.stream().map(MEANING::get).filter(m -> m != null).toList()));
    DataTable table = new DataTable("Beyond accuracy").text("Model");
    Map<String, Integer> decimals = new HashMap<>();
    for (String name : names) {
      table.number(label(name));
      decimals.put(
          name,
          Numbers.decimals(
              view.models().stream()
                  .filter(m -> m.beyond().containsKey(name))
                  .mapToDouble(m -> m.beyond().get(name).mean())));
    }
    for (ModelResult model : view.models()) {
      List<DataTable.Cell> cells = new ArrayList<>(List.of(ModelCell.of(page, model)));
      for (String name : names) {
        Figure f = model.beyond().get(name);
        int digits = decimals.get(name);
        cells.add(
            f == null
                ? DataTable.Cell.none()
                : DataTable.Cell.number(
                    f.mean(),
                    Numbers.fixed(f.mean(), digits),
                    Double.isNaN(f.sd()) ? "" : "± " + Numbers.fixed(f.sd(), digits)));
      }
      table.row(cells);
    }
    table.write(page.out());
  }

  private static String label(String name) {
    String words = name.replace('-', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
