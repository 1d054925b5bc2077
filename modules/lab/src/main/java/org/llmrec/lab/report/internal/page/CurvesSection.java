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
    page.lead("One line per seed. Losses of different methods are not comparable.");
    facets(page, page.view().primary() + " on validation", CurvePoint::validation, true);
    facets(page, "Training loss", CurvePoint::loss, false);
  }

  private static void facets(
      Page page, String what, ToDoubleFunction<CurvePoint> value, boolean oneScale) {
    List<ModelResult> models =
        page.view().models().stream().filter(m -> drawable(m, value)).toList();
    if (models.isEmpty()) {
      return;
    }
    page.out().element("h3", what);
    page.out().open("div", "class", "facets");
    for (ModelResult model : models) {
      List<ModelResult> scaled = oneScale ? models : List.of(model);
      Ticks y = Ticks.over(scaled.stream().flatMapToDouble(m -> values(m, value)), 4);
      facet(page, model, what, value, y);
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
      Page page, ModelResult model, String what, ToDoubleFunction<CurvePoint> value, Ticks y) {
    List<Series> series = new ArrayList<>();
    int last = 1;
    for (Curve curve : model.curves()) {
      List<Series.Point> points = new ArrayList<>();
      for (CurvePoint p : curve.points()) {
        points.add(new Series.Point(p.epoch(), value.applyAsDouble(p)));
        last = Math.max(last, p.epoch());
      }
      series.add(
          new Series(
              "", "seeded " + page.colours().of(model.name()), "seed " + curve.seed(), points));
    }
    page.out().open("figure");
    page.out().open("figcaption").open("strong").foreign(model.name()).close().close();
    new LinePlot(LinePlot.Size.SMALL, Ticks.over(DoubleStream.of(0, last), 5), false, "epoch", y)
        .draw(page.out(), model.name() + ", " + what, "One line per seed.", series);
    page.out().close();
  }
}
