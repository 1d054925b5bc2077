package org.llmrec.lab.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.record.Nearest;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.lab.arm.TextArm;
import org.llmrec.lab.rerank.RerankedMethods;
import org.llmrec.lab.search.SearchMethods;
import org.llmrec.lab.stage.StageMethods;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.MethodFactory;
import org.llmrec.train.method.Methods;
import org.llmrec.train.method.Settings;

/** Reads the section {@code models}, and makes every method once to see that its settings fit. */
final class ModelReader {
  private static final String METHOD = "method";
  private static final String RUN = "run";
  private static final String TEXT = "text";
  private static final String TEXTS = "texts";
  private static final String SETTINGS = "settings";
  private static final String GRID = "grid";
  private static final List<String> KEYS =
      List.of("name", METHOD, TEXT, TEXTS, EncoderReader.KEY, SETTINGS, GRID, RUN);

  private static final ArmTexts NO_ITEMS =
      ArmTexts.of(
          TextArm.named(TextArm.ORIGINAL),
          List.of(new Item("none", "", "", List.of(), Map.of())),
          List.of(),
          0);

  /** Search methods over nothing: enough to see whether settings fit. */
  private static final Map<String, MethodFactory> NO_TEXTS =
      new SearchMethods(
              () -> {
                throw new IllegalStateException("nothing is encoded to read settings");
              })
          .of(NO_ITEMS);

  private static final RerankedMethods RERANKED =
      new RerankedMethods(
          "",
          () -> {
            throw new IllegalStateException("nobody is asked to read settings");
          });

  private final ConfigSection top;
  private final Path folder;
  private final Protocol protocol;
  private final Tuning tuning;
  private final long seed;

  ModelReader(ConfigSection top, Path folder, Protocol protocol, Tuning tuning, long seed) {
    this.top = top;
    this.folder = folder;
    this.protocol = protocol;
    this.tuning = tuning;
    this.seed = seed;
  }

  List<ModelSpec> read() {
    List<ModelSpec> models = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigSection section : top.sections("models", KEYS)) {
      for (ModelSpec model : models(section)) {
        if (!names.add(model.name())) {
          throw section.wrong("name", "expected another name than \"" + model.name() + "\" again");
        }
        models.add(model);
      }
    }
    if (models.isEmpty()) {
      throw top.wrong(OptionCode.CONFIG_KEY_MISSING, "expected models to compare, found none");
    }
    return models;
  }

  private List<ModelSpec> models(ConfigSection section) {
    if (section.has(METHOD) == section.has(RUN)) {
      throw section.wrong("expected either method (one of ours) or run (scores made elsewhere)");
    }
    String name = section.text("name");
    if (section.has(RUN)) {
      for (String key : List.of(TEXT, TEXTS, EncoderReader.KEY, SETTINGS, GRID)) {
        if (section.has(key)) {
          throw section.wrong(key, "does not go with run");
        }
      }
      return List.of(new ModelSpec.External(name, section.path(RUN, folder).toString()));
    }
    return fitted(section, name);
  }

  private List<ModelSpec> fitted(ConfigSection section, String name) {
    String method = method(section);
    Map<String, Object> settings = section.settings(SETTINGS);
    Map<String, List<Object>> grid = section.choices(GRID);
    for (String key : grid.keySet()) {
      if (settings.containsKey(key)) {
        throw section.wrong(GRID, key + " stands under settings as well");
      }
    }
    if (section.has(TEXT) && section.has(TEXTS)) {
      throw section.wrong("expected either text (one) or texts (a list), found both");
    }
    List<TextArm> arms =
        section.textOrList(section.has(TEXTS) ? TEXTS : TEXT).stream()
            .map(arm -> arm(section, arm))
            .toList();
    check(section, method, settings, grid, !arms.isEmpty());
    Optional<String> encoder = encoder(section, method, arms);
    if (arms.isEmpty() && showsTexts(method)) {
      arms = List.of(TextArm.named(TextArm.ORIGINAL));
    }
    if (!section.has(TEXTS)) {
      return List.of(
          new ModelSpec.Fitted(name, method, arms.stream().findFirst(), encoder, settings, grid));
    }
    List<ModelSpec> models = new ArrayList<>();
    for (TextArm arm : arms) {
      models.add(
          new ModelSpec.Fitted(
              name + " " + arm.name(), method, Optional.of(arm), encoder, settings, grid));
    }
    return models;
  }

  private Optional<String> encoder(ConfigSection section, String method, List<TextArm> arms) {
    Optional<String> encoder = EncoderReader.read(section, folder);
    if (encoder.isPresent() && searches(method)) {
      throw section.wrong(
          EncoderReader.KEY,
          "does not go with " + method + ": queries are read by the experiment's encoder");
    }
    if (encoder.isPresent() && arms.isEmpty()) {
      throw section.wrong(
          EncoderReader.KEY, "expected text beside it, as " + method + " reads none without");
    }
    return encoder;
  }

  private static TextArm arm(ConfigSection section, String name) {
    String key = section.has(TEXTS) ? TEXTS : TEXT;
    try {
      return TextArm.named(name);
    } catch (ConfigException e) {
      throw section.located(key, e);
    }
  }

  private String method(ConfigSection section) {
    String method = section.text(METHOD);
    Set<String> known = new TreeSet<>(Methods.factories().keySet());
    known.addAll(SearchMethods.NAMES);
    known.addAll(StageMethods.NAMES);
    known.add(RerankedMethods.NAME);
    if (!known.contains(method)) {
      throw section.wrong(
          METHOD,
          "expected one of " + known + ", found \"" + method + "\"" + Nearest.hint(method, known));
    }
    if (searches(method) && protocol != Protocol.SEARCH) {
      throw section.wrong(
          METHOD,
          "expected "
              + method
              + " with protocol search only, as it ranks for queries, found "
              + protocol.label());
    }
    return method;
  }

  /** Whether a method reads the texts themselves, beside or without their vectors. */
  private static boolean showsTexts(String method) {
    return searches(method) || method.equals(RerankedMethods.NAME);
  }

  private static boolean searches(String method) {
    return SearchMethods.NAMES.contains(method);
  }

  private static Method make(String method, Map<String, Object> settings) {
    if (method.equals(RerankedMethods.NAME)) {
      return RERANKED.of(settings, NO_ITEMS);
    }
    if (StageMethods.NAMES.contains(method)) {
      return new StageMethods().factories().get(method).create(Settings.of(method, settings));
    }
    return searches(method)
        ? NO_TEXTS.get(method).create(Settings.of(method, settings))
        : Methods.of(method, settings);
  }

  /** Every point of the grid has to be one that the method takes, before hours are spent. */
  private void check(
      ConfigSection section,
      String method,
      Map<String, Object> settings,
      Map<String, List<Object>> axes,
      boolean texts) {
    Method made;
    try {
      made = make(method, settings);
    } catch (ConfigException e) {
      throw section.located(section.has(SETTINGS) ? SETTINGS : METHOD, e);
    }
    try {
      Grid grid = Grid.of(settings, axes, made.settings(), tuning.trials(), seed);
      grid.points().forEach(point -> make(method, point));
    } catch (ConfigException e) {
      throw section.located(GRID, e);
    } catch (IllegalArgumentException e) {
      throw section.wrong(GRID, e.getMessage());
    }
    if (!showsTexts(method) && made.usesText() != texts) {
      throw section.wrong(
          made.usesText()
              ? "expected text, such as original, as " + method + " reads texts, found none"
              : "expected no text, as " + method + " reads none");
    }
  }
}
