package org.llmrec.lab.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.data.record.Nearest;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.metrics.Metric;

/** Reads the section {@code expect}. */
final class ExpectationReader {
  private static final String MODEL = "model";
  private static final String METRIC = "metric";
  private static final String GAIN = "gain";
  private static final String METHOD = "method";
  private static final List<String> KEYS =
      List.of(MODEL, METRIC, "value", "tolerance", GAIN, "over", METHOD, "at-least", "at-most");

  private final ConfigSection top;
  private final List<ModelSpec> models;
  private final List<Metric> metrics;

  ExpectationReader(ConfigSection top, List<ModelSpec> models, List<Metric> metrics) {
    this.top = top;
    this.models = models;
    this.metrics = metrics;
  }

  List<Expectation> read() {
    List<Expectation> expectations = new ArrayList<>();
    for (ConfigSection section : top.sections("expect", KEYS)) {
      if (section.has(GAIN) == section.has(MODEL)) {
        throw section.wrong("expected either model (a figure) or gain (what texts bring)");
      }
      expectations.add(section.has(GAIN) ? gain(section) : figure(section));
    }
    return expectations;
  }

  private Expectation figure(ConfigSection section) {
    refuse(section, List.of("over", METHOD, "at-least", "at-most"), MODEL);
    String model = section.text(MODEL);
    known(section, MODEL, model, models.stream().map(ModelSpec::name).toList());
    double value = finite(section, "value");
    double tolerance = finite(section, "tolerance");
    if (tolerance < 0) {
      throw section.wrong("tolerance", "expected a number from 0 on, found " + tolerance);
    }
    return new Expectation.OfModel(model, metric(section), value, tolerance);
  }

  private Expectation gain(ConfigSection section) {
    refuse(section, List.of("value", "tolerance"), GAIN);
    String text = arm(section, GAIN);
    String over = arm(section, "over");
    String method = section.text(METHOD);
    for (String arm : List.of(text, over)) {
      boolean there =
          models.stream()
              .anyMatch(
                  model ->
                      model instanceof ModelSpec.Fitted fitted
                          && fitted.method().equals(method)
                          && fitted.text().map(TextArm::name).equals(Optional.of(arm)));
      if (!there) {
        throw section.wrong(
            "expected a model of method " + method + " with the texts " + arm + ", found none");
      }
    }
    return new Expectation.OfGain(
        text, over, method, metric(section), section.number("at-least"), section.number("at-most"));
  }

  private static String arm(ConfigSection section, String key) {
    return section
        .parsed(key, TextArm::named)
        .orElseThrow(
            () ->
                section.wrong(
                    OptionCode.CONFIG_KEY_MISSING,
                    "expected " + key + " with the texts' name, found none"))
        .name();
  }

  private static void refuse(ConfigSection section, List<String> keys, String beside) {
    for (String key : keys) {
      if (section.has(key)) {
        throw section.wrong(key, "does not go with " + beside);
      }
    }
  }

  private static double finite(ConfigSection section, String key) {
    double value =
        section
            .number(key)
            .orElseThrow(
                () ->
                    section.wrong(
                        OptionCode.CONFIG_KEY_MISSING,
                        "expected " + key + " with a number, found none"));
    if (!Double.isFinite(value)) {
      throw section.wrong(key, "expected a finite number, found " + value);
    }
    return value;
  }

  private Metric metric(ConfigSection section) {
    String label = section.text(METRIC);
    known(section, METRIC, label, metrics.stream().map(Metric::label).toList());
    return Metric.named(label);
  }

  private static void known(ConfigSection section, String key, String name, List<String> names)
      throws ConfigException {
    if (!names.contains(name)) {
      throw section.wrong(
          key, "expected one of " + names + ", found \"" + name + "\"" + Nearest.hint(name, names));
    }
  }
}
