package org.llmrec.lab.report.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.llmrec.lab.result.Figure;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.lab.result.Slice;

/** The slices of an experiment as columns that all of its models share. */
public final class SliceColumns {
  private SliceColumns() {}

  /**
   * One slice.
   *
   * @param family what it is a part of
   * @param name of the part
   */
  public record Column(String family, String name) {
    /** Family and part, such as {@code items/tail}. */
    public String label() {
      return family + "/" + name;
    }

    /** The model's slice. */
    public Optional<Slice> of(ModelResult model) {
      return model.slices().stream()
          .filter(s -> s.family().equals(family) && s.name().equals(name))
          .findFirst();
    }

    /** The model's figure on it. */
    public Optional<Figure> figure(ModelResult model, String metric) {
      return of(model).flatMap(s -> Optional.ofNullable(s.figures().get(metric)));
    }

    /** Whether any model is above zero: methods that know no cold item are all at zero there. */
    public boolean tells(View view, String metric) {
      return view.models().stream()
          .anyMatch(m -> figure(m, metric).filter(f -> f.mean() > 0).isPresent());
    }
  }

  /** Every slice that any model has, in the order in which they are met. */
  public static List<Column> of(View view) {
    Set<Column> columns = new LinkedHashSet<>();
    for (ModelResult model : view.models()) {
      model.slices().forEach(s -> columns.add(new Column(s.family(), s.name())));
    }
    return new ArrayList<>(columns);
  }

  /** The families, each once. */
  public static List<String> families(List<Column> columns) {
    return columns.stream().map(Column::family).distinct().toList();
  }
}
