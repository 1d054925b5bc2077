package org.llmrec.pipeline.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.RankerCode;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.rank.foreign.ForeignSchema;
import org.llmrec.rank.foreign.RankerInput;
import org.llmrec.rank.foreign.RankerVector;
import org.llmrec.rank.foreign.Use;

/** A schema as people write it, in YAML. */
final class SchemaFile {
  private static final String NAME = "name";
  private static final String FOR = "for";
  private static final String INPUTS = "inputs";
  private static final String OUTPUT = "output";
  private static final String MISSING = "missing";
  private static final String COLUMNS = "columns";
  private static final String VECTOR = "vector";
  private static final String WIDTH = "width";
  private static final String COLUMN = "column";
  private static final String HIGHER = "higher-is-better";

  private SchemaFile() {}

  /**
   * Reads one.
   *
   * @throws ConfigException if something in it is not understood, with file, line and key
   * @throws IOException if it cannot be read
   */
  static ForeignSchema read(Path file) throws IOException {
    ConfigSection top = ConfigSection.read(file, List.of(NAME, FOR, INPUTS, OUTPUT, MISSING));
    ConfigSection output = top.section(OUTPUT, List.of(NAME, COLUMN, HIGHER));
    if (!output.truth(HIGHER).orElse(false)) {
      throw output.wrong(
          "expected output."
              + HIGHER
              + ": true, found "
              + output.truth(HIGHER).map(Object::toString).orElse("none")
              + "; scores have to rise with how good an item is, negate them in the graph where they"
              + " fall");
    }
    try {
      return new ForeignSchema(
          top.text(NAME),
          top.textOrList(FOR).stream().map(label -> use(top, label)).toList(),
          inputs(top),
          output.text(NAME),
          column(output),
          missing(top));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(RankerCode.SCHEMA_REFUSED, file + ": " + e.getMessage(), e);
    }
  }

  private static Use use(ConfigSection top, String label) {
    return Arrays.stream(Use.values())
        .filter(use -> use.label().equals(label))
        .findFirst()
        .orElseThrow(() -> top.wrong(FOR, "expected recommend or search, found " + label));
  }

  private static List<RankerInput> inputs(ConfigSection top) {
    List<RankerInput> inputs = new ArrayList<>();
    for (ConfigSection input : top.sections(INPUTS, List.of(NAME, COLUMNS, VECTOR, WIDTH))) {
      if (input.has(COLUMNS) == input.has(VECTOR)) {
        throw input.wrong(
            "expected either columns or a vector for an input, found "
                + (input.has(COLUMNS) ? "both" : "neither"));
      }
      inputs.add(input.has(COLUMNS) ? columns(input) : vector(input));
    }
    return inputs;
  }

  private static RankerInput columns(ConfigSection input) {
    List<String> columns = input.textList(COLUMNS);
    int width = number(input, WIDTH).orElse(columns.size());
    if (width != columns.size()) {
      throw input.wrong(
          WIDTH, "expected as many as there are columns, " + columns.size() + ", found " + width);
    }
    return new RankerInput.Columns(input.text(NAME), columns);
  }

  private static RankerInput vector(ConfigSection input) {
    String label = input.text(VECTOR);
    RankerVector vector =
        RankerVector.of(label)
            .orElseThrow(
                () ->
                    input.wrong(
                        VECTOR,
                        "expected one of "
                            + Arrays.stream(RankerVector.values()).map(RankerVector::label).toList()
                            + ", found "
                            + label));
    int width =
        number(input, WIDTH)
            .orElseThrow(
                () -> input.wrong("expected the width of the vector at " + WIDTH + ", found none"));
    return new RankerInput.Vector(input.text(NAME), vector, width);
  }

  private static OptionalInt column(ConfigSection output) {
    return number(output, COLUMN);
  }

  private static OptionalInt number(ConfigSection section, String key) {
    long number = section.integer(key).orElse(-1L);
    if (section.has(key) && (number < 0 || number > Integer.MAX_VALUE)) {
      throw section.wrong(key, "expected a number from 0 on, found " + number);
    }
    return section.has(key) ? OptionalInt.of((int) number) : OptionalInt.empty();
  }

  /** NaN, which is what holds without an entry, may be written out. */
  private static Map<String, Float> missing(ConfigSection top) {
    Map<String, Float> missing = new LinkedHashMap<>();
    top.texts(MISSING)
        .forEach(
            (source, text) -> {
              if (!text.equalsIgnoreCase("nan") && !text.equalsIgnoreCase(".nan")) {
                missing.put(source, finite(top, source, text));
              }
            });
    return missing;
  }

  private static float finite(ConfigSection top, String source, String text) {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw top.wrong(MISSING, "expected a number or NaN for " + source + ", found " + text);
    }
    throw top.wrong(MISSING, "expected a finite number or NaN for " + source + ", found " + text);
  }
}
