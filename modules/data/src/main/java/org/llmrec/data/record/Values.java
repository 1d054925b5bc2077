package org.llmrec.data.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** From a field to an id, a number, a time, a text or a list. Pure functions. */
public final class Values {
  /** Numbers from here on count milliseconds: as seconds they would lie after the year 5138. */
  private static final BigDecimal MILLISECONDS_FROM = BigDecimal.valueOf(100_000_000_000L);

  private static final BigDecimal TOO_LATE = BigDecimal.valueOf(100_000_000_000_000L);
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern LIST_MARK = Pattern.compile("[|;]");
  private static final String NO_GENRES = "(no genres listed)";

  private Values() {}

  /**
   * A key: text as it is, without blanks around it; a JSON integer as its digits.
   *
   * @throws BadFieldException if it is neither, is longer than {@link Limits#ID_CHARACTERS}, or has
   *     control characters or half a surrogate pair in it, which no output could carry
   */
  public static String id(String field, JsonNode value) throws BadFieldException {
    if (value.isIntegralNumber()) {
      return value.asText();
    }
    if (!value.isTextual()) {
      throw new BadFieldException(
          field, Reason.WRONG_TYPE, "expected text or an integer, found " + kind(value));
    }
    String id = value.textValue().strip();
    if (id.isEmpty()) {
      throw new BadFieldException(field, Reason.MISSING, "");
    }
    if (id.length() > Limits.ID_CHARACTERS) {
      throw new BadFieldException(
          field,
          Reason.BAD_ID,
          id.length() + " characters, at most " + Limits.ID_CHARACTERS + " are allowed");
    }
    if (!id.equals(wellFormed(id)) || id.chars().anyMatch(Character::isISOControl)) {
      throw new BadFieldException(field, Reason.BAD_ID, "control or broken characters in it");
    }
    return id;
  }

  /**
   * A finite decimal number, given as a JSON number or as text with a point.
   *
   * @throws BadFieldException if it is not
   */
  public static double number(String field, JsonNode value) throws BadFieldException {
    double number = Double.NaN;
    if (value.isNumber()) {
      number = value.doubleValue();
    } else if (value.isTextual()) {
      String text = value.textValue().strip();
      // Java would also read "1d", "0x1p3" and "Infinity".
      number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    }
    if (!Double.isFinite(number)) {
      throw new BadFieldException(field, Reason.NOT_A_NUMBER, value.toString());
    }
    return number;
  }

  /** An instant, and whether the file gave it in milliseconds. */
  public record Time(long seconds, boolean milliseconds) {}

  /**
   * An instant: seconds or, from 10¹¹ on, milliseconds since 1970; or ISO 8601, where a time
   * without an offset is UTC and a date its midnight.
   *
   * @throws BadFieldException if it is neither
   */
  public static Time time(String field, JsonNode value) throws BadFieldException {
    String text = value.asText().strip();
    if (value.isNumber() || NUMBER.matcher(text).matches()) {
      BigDecimal number = decimal(field, text);
      boolean milliseconds = number.abs().compareTo(MILLISECONDS_FROM) >= 0;
      if (number.abs().compareTo(TOO_LATE) >= 0) {
        throw new BadFieldException(
            field, Reason.BAD_TIME, text + " is neither seconds nor milliseconds since 1970");
      }
      BigDecimal seconds = milliseconds ? number.movePointLeft(3) : number;
      return new Time(seconds.setScale(0, RoundingMode.FLOOR).longValueExact(), milliseconds);
    }
    if (value.isTextual()) {
      try {
        return new Time(iso(text).getEpochSecond(), false);
      } catch (DateTimeException e) {
        // Refused below, together with everything else that is no time.
      }
    }
    throw new BadFieldException(field, Reason.BAD_TIME, value.toString());
  }

  private static BigDecimal decimal(String field, String text) throws BadFieldException {
    BigDecimal number;
    try {
      number = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new BadFieldException(field, Reason.BAD_TIME, text);
    }
    // Written out, 1e-999999999 would be a gigabyte of digits.
    if (number.precision() > 40 || Math.abs((long) number.scale()) > 400) {
      throw new BadFieldException(field, Reason.BAD_TIME, text);
    }
    return number;
  }

  private static Instant iso(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String withT =
        text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
    try {
      return OffsetDateTime.parse(withT).toInstant();
    } catch (DateTimeException e) {
      return LocalDateTime.parse(withT).toInstant(ZoneOffset.UTC);
    }
  }

  /** Text: scalars as they are, a list of scalars line by line, anything else as JSON. */
  public static String text(JsonNode value) {
    return text(value, "\n");
  }

  /**
   * The same with something else than line ends between a list's scalars.
   *
   * @param separator such as {@link Row#separator()}
   */
  public static String text(JsonNode value, String separator) {
    if (value.isValueNode()) {
      return wellFormed(value.asText()).strip();
    }
    if (value.isArray()) {
      List<String> lines = new ArrayList<>();
      for (JsonNode element : value) {
        if (!element.isValueNode()) {
          return wellFormed(value.toString());
        }
        if (!element.isNull() && !element.asText().isBlank()) {
          lines.add(wellFormed(element.asText()).strip());
        }
      }
      return String.join(separator, lines);
    }
    return wellFormed(value.toString());
  }

  /** The attributes that a field is worth, each handed out with its name and a text. */
  public static void attributes(
      String name, JsonNode value, String separator, BiConsumer<String, String> out) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              inner -> attribute(name + "." + inner.getKey(), inner.getValue(), separator, out));
    } else {
      attribute(name, value, separator, out);
    }
  }

  /**
   * One attribute: scalars as they are, the scalars of a list with a separator between, other lists
   * and objects as JSON; nothing where there is nothing in it.
   *
   * @param separator of a list's parts; a line end becomes a semicolon
   */
  public static void attribute(
      String name, JsonNode value, String separator, BiConsumer<String, String> out) {
    boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty());
    String text = empty ? "" : text(value, separator.equals("\n") ? "; " : separator);
    if (!text.isEmpty()) {
      out.accept(wellFormed(name), text);
    }
  }

  /**
   * A list of names: a JSON array (arrays in it are flattened), or text cut at {@code |} and {@code
   * ;}, or where it has neither at {@code ,}. Without blanks, empties, duplicates and MovieLens's
   * {@code (no genres listed)}.
   *
   * @throws BadFieldException if it is an object
   */
  public static List<String> list(String field, JsonNode value) throws BadFieldException {
    Set<String> names = new LinkedHashSet<>();
    collect(field, value, false, names);
    names.remove("");
    names.remove(NO_GENRES);
    return List.copyOf(names);
  }

  private static void collect(String field, JsonNode value, boolean element, Set<String> names)
      throws BadFieldException {
    if (value.isArray()) {
      for (JsonNode inner : value) {
        collect(field, inner, true, names);
      }
    } else if (value.isObject()) {
      throw new BadFieldException(field, Reason.WRONG_TYPE, "expected a list, found an object");
    } else if (!value.isNull()) {
      String text = wellFormed(value.asText());
      if (element) {
        names.add(text.strip());
        return;
      }
      String[] parts =
          LIST_MARK.matcher(text).find() ? LIST_MARK.split(text, -1) : text.split(",", -1);
      for (String part : parts) {
        names.add(part.strip());
      }
    }
  }

  /** Half surrogate pairs, which JSON can smuggle in and UTF-8 cannot carry, become U+FFFD. */
  static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  private static String kind(JsonNode value) {
    return value.isNumber()
        ? "a number with a fraction"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
