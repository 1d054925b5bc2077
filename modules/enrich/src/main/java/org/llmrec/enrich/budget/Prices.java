package org.llmrec.enrich.budget;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.llm.price.Price;

/**
 * What models cost, from a file that everybody can correct: {@code gpt-4o-mini: {input: 0.15,
 * output: 0.60, batch-share: 0.5}}, for a million tokens. {@code batch-share} may be left out where
 * batches are no cheaper. Immutable.
 */
public final class Prices {
  private static final List<String> KEYS = List.of("input", "output", "batch-share");
  private static final String PACKAGED = "/org/llmrec/enrich/prices.yaml";

  private final String source;
  private final Map<String, Price> byModel;

  private Prices(String source, Map<String, Price> byModel) {
    this.source = source;
    this.byModel = Collections.unmodifiableMap(new LinkedHashMap<>(byModel));
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException if it is no YAML, a price is missing, negative or no number, or a key
   *     is unknown
   * @throws java.nio.file.NoSuchFileException if it is not there
   * @throws IOException if it cannot be read
   */
  public static Prices read(Path file) throws IOException {
    return parse(file, Files.readString(file));
  }

  /** The file if it is there, and else the list that comes with the library. */
  public static Prices readOrPackaged(Path file) throws IOException {
    return Files.exists(file) ? read(file) : packaged();
  }

  /** The list that comes with the library: a start, and as old as the library. */
  public static Prices packaged() {
    return parse(Path.of("prices.yaml"), packagedText());
  }

  /** That list as a file, comments and all, for somebody to edit. */
  public static String packagedText() {
    try (InputStream in = Prices.class.getResourceAsStream(PACKAGED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + PACKAGED, e);
    }
  }

  private static Prices parse(Path file, String text) {
    Map<String, Price> prices = new LinkedHashMap<>();
    ConfigSection.named(file, text, KEYS)
        .forEach((model, section) -> prices.put(model, price(section)));
    return new Prices(file.toString(), prices);
  }

  private static Price price(ConfigSection section) {
    double input = number(section, "input");
    double output = number(section, "output");
    try {
      return new Price(input, output, section.number("batch-share").orElse(1.0));
    } catch (ConfigException e) {
      throw section.wrong(e.code(), e.getMessage());
    }
  }

  private static double number(ConfigSection section, String key) {
    return section
        .number(key)
        .orElseThrow(
            () ->
                section.wrong(
                    OptionCode.CONFIG_KEY_MISSING,
                    key,
                    "expected a price for a million tokens, found none"));
  }

  /** What a model costs, if the list has it under that very name. */
  public Optional<Price> of(String model) {
    return Optional.ofNullable(byModel.get(model));
  }

  /** The models that have a price, in the order of the file. */
  public List<String> models() {
    return List.copyOf(byModel.keySet());
  }

  /** The file they were read from. */
  public String source() {
    return source;
  }
}
