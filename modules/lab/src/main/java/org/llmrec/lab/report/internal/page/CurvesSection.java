package org.llmrec.lab.report.internal.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.plot.LinePlot;
import org.llmrec.lab.report.internal.plot.Series;
import org.llmrec.lab.report.internal.plot.Ticks;
import org.llmrec.lab.result.Curve;
import org.llmrec.lab.result.ModelResult;
import org.llmrec.train.method.CurvePoint;

/** How the fits went, a line per seed. */
final class CurvesSection implements Section {
  @Override
  public String id() {
    return "curves";
  }

  @Override
  public String title(View view) {
    return "Learning curves";
  }

  @Override
  public boolean present(View view) {
    return view.models().stream()
        .anyMatch(m -> drawable(m, CurvePoint::validation) || drawable(m, CurvePoint::loss));
  }

  @Override
  public void write(Page page) {
    page.lead("One line per seed: the metric on validation, and the training loss, by epoch.");
    page.out().open("div", "class", "facets");
    for (ModelResult model : page.view().models()) {
      facet(page, model, page.view().primary() + " on validation", CurvePoint::validation);
      facet(page, model, "training loss", CurvePoint::loss);
    }
    page.out().close();
  }

  private static boolean drawable(ModelResult model, ToDoubleFunction<CurvePoint> value) {
    return values(model, value).anyMatch(Double::isFinite);
  }

  private static DoubleStream values(ModelResult model, ToDoubleFunction<CurvePoint> value) {
    return model.curves().stream().flatMap(c -> c.points().stream()).mapToDouble(value);
  }

  private static void facet(
      Page page, ModelResult model, String what, ToDoubleFunction<CurvePoint> value) {
    if (!drawable(model, value)) {
      return;
    }
    List<Series> series = new ArrayList<>();
    int last = 1;
    for (Curve curve : model.curves()) {
      List<Series.Point> points = new ArrayList<>();
      for (CurvePoint p : curve.points()) {
        points.add(new Series.Point(p.epoch(), value.applyAsDouble(p)));
        last = Math.max(last, p.epoch());
      }
      series.add(new Series("", "seeded", "seed " + curve.seed(), points));
    }
    page.out().open("figure");
    page.out().open("figcaption").open("strong").foreign(model.name()).close();
    page.out().text(" ").element("span", what, "class", "faint").close();
    new LinePlot(
            LinePlot.Size.SMALL, Ticks.over(DoubleStream.of(0, last), 5), false, "epoch", false)
        .draw(page.out(), model.name() + ", " + what, "One line per seed.", series);
    page.out().close();
  }
}
