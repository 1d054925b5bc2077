package org.llmrec.train.method;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * A method's settings as a person wrote them, read by name with a default and a range; {@link
 * #taken} gives what was in force and refuses names that nobody asked for. Not thread-safe.
 */
public final class Settings {
  private final String method;
  private final Map<String, Object> given;
  private final Map<String, Object> taken = new LinkedHashMap<>();

  private Settings(String method, Map<String, Object> given) {
    this.method = method;
    this.given = given;
  }

  /** Of that method. */
  public static Settings of(String method, Map<String, Object> given) {
    return new Settings(method, Map.copyOf(given));
  }

  /**
   * A number in {@code [min, max]}.
   *
   * @throws ConfigException if it is no number or out of range
   */
  public double number(String name, double byDefault, double min, double max) {
    Object value = given.getOrDefault(name, byDefault);
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= min && number.doubleValue() <= max)) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          method
              + "."
              + name
              + ": expected a number in ["
              + min
              + ", "
              + max
              + "], found "
              + value);
    }
    taken.put(name, number.doubleValue());
    return number.doubleValue();
  }

  /**
   * A whole number in {@code [min, max]}.
   *
   * @throws ConfigException if it is none or out of range
   */
  public int integer(String name, int byDefault, int min, int max) {
    Object value = given.getOrDefault(name, byDefault);
    if (!(value instanceof Number number)
        || number.doubleValue() != Math.rint(number.doubleValue())
        || number.doubleValue() < min
        || number.doubleValue() > max) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          method
              + "."
              + name
              + ": expected a whole number in ["
              + min
              + ", "
              + max
              + "], found "
              + value);
    }
    taken.put(name, number.intValue());
    return number.intValue();
  }

  /**
   * True or false.
   *
   * @throws ConfigException if it is neither
   */
  public boolean truth(String name, boolean byDefault) {
    Object value = given.getOrDefault(name, byDefault);
    if (!(value instanceof Boolean truth)) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          method + "." + name + ": expected true or false, found " + value);
    }
    taken.put(name, truth);
    return truth;
  }

  /**
   * One of these words.
   *
   * @throws ConfigException if it is another
   */
  public String choice(String name, String byDefault, List<String> choices) {
    Object value = given.getOrDefault(name, byDefault);
    if (!(value instanceof String word) || !choices.contains(word)) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          method + "." + name + ": expected one of " + choices + ", found " + value);
    }
    taken.put(name, word);
    return word;
  }

  /**
   * A word or a few.
   *
   * @throws ConfigException if it is no text, or blank
   */
  public String text(String name, String byDefault) {
    Object value = given.getOrDefault(name, byDefault);
    if (!(value instanceof String text) || text.isBlank()) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE, method + "." + name + ": expected a text, found " + value);
    }
    taken.put(name, text);
    return text;
  }

  /**
   * What was read, with defaults, in the order of reading.
   *
   * @throws ConfigException if something was given that nobody read
   */
  public Map<String, Object> taken() {
    Set<String> unknown = new HashSet<>(given.keySet());
    unknown.removeAll(taken.keySet());
    if (!unknown.isEmpty()) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          method + ": expected settings among " + taken.keySet() + ", found " + unknown);
    }
    return Collections.unmodifiableMap(new LinkedHashMap<>(taken));
  }
}
