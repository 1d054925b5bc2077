package org.llmrec.rerank.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.Hashes;

/**
 * A wording in parts, with places for data such as {@code {{history}}}. It is taken apart once,
 * before any data is seen, so that no data is ever looked through for places. Immutable and
 * thread-safe.
 *
 * <p>The file begins with {@code # id: name} and {@code # version: 1}; each part begins with its
 * name in brackets on a line of its own.
 */
public final class Template {
  private static final String FOLDER = "/org/llmrec/rerank/";
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");
  private static final Pattern PART = Pattern.compile("\\[([a-z-]+)]");

  private final String id;
  private final int version;
  private final String sha256;
  private final Map<String, Part> parts;

  /** Text and the names of places in turn, text first and last. */
  private record Part(List<String> texts, List<String> places) {}

  private Template(String id, int version, String sha256, Map<String, Part> parts) {
    this.id = id;
    this.version = version;
    this.sha256 = sha256;
    this.parts = Collections.unmodifiableMap(parts);
  }

  /**
   * Reads one that comes with the library.
   *
   * @param id such as {@code chat/rating}
   * @param version from 1 on; another wording is another version
   * @throws ConfigException if there is none, or its header names another
   */
  public static Template load(String id, int version) {
    String name = FOLDER + id + ".v" + version + ".txt";
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new ConfigException(
            OptionCode.NAME_UNKNOWN,
            "expected a prompt of this library, found '" + id + "' version " + version);
      }
      return parse(id, version, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the prompt " + name, e);
    }
  }

  /** Takes a file's text apart. */
  static Template parse(String id, int version, String text) {
    String header = "# id: " + id + "\n# version: " + version + "\n";
    if (!text.startsWith(header)) {
      throw new ConfigException(
          LanguageModelCode.PROMPT_REFUSED,
          "prompt '" + id + "' version " + version + ": expected it to begin with " + header);
    }
    Map<String, StringBuilder> bodies = new LinkedHashMap<>();
    StringBuilder body = null;
    for (String line : text.substring(header.length()).split("\n", -1)) {
      Matcher part = PART.matcher(line);
      if (part.matches()) {
        body = new StringBuilder();
        if (bodies.put(part.group(1), body) != null) {
          throw new ConfigException(
              LanguageModelCode.PROMPT_REFUSED,
              "prompt '" + id + "': expected part " + line + " once");
        }
      } else if (body != null) {
        body.append(line).append('\n');
      } else if (!line.isBlank()) {
        throw new ConfigException(
            LanguageModelCode.PROMPT_REFUSED,
            "prompt '" + id + "': expected a part, found \"" + line + "\"");
      }
    }
    Map<String, Part> parts = new LinkedHashMap<>();
    bodies.forEach((name, content) -> parts.put(name, part(content.toString().strip())));
    return new Template(id, version, Hashes.sha256(text), parts);
  }

  private static Part part(String body) {
    List<String> texts = new ArrayList<>();
    List<String> places = new ArrayList<>();
    Matcher place = PLACE.matcher(body);
    int from = 0;
    while (place.find()) {
      texts.add(body.substring(from, place.start()));
      places.add(place.group(1));
      from = place.end();
    }
    texts.add(body.substring(from));
    return new Part(texts, places);
  }

  /** Its name. */
  public String id() {
    return id;
  }

  /** Which wording, from 1 on. */
  public int version() {
    return version;
  }

  /** SHA-256 of the whole wording: what was asked with the same one was asked the same. */
  public String sha256() {
    return sha256;
  }

  /** The names of its parts. */
  public Set<String> parts() {
    return parts.keySet();
  }

  /**
   * One part with its places filled.
   *
   * @param values for each place of the part; others are passed over
   * @throws IllegalArgumentException if there is no such part, or no value for a place
   */
  public String render(String part, Map<String, String> values) {
    Part wanted = parts.get(part);
    if (wanted == null) {
      throw new IllegalArgumentException(
          "prompt '" + id + "': expected one of its parts " + parts.keySet() + ", found " + part);
    }
    StringBuilder text = new StringBuilder(wanted.texts().get(0));
    for (int i = 0; i < wanted.places().size(); i++) {
      String value = values.get(wanted.places().get(i));
      if (value == null) {
        throw new IllegalArgumentException(
            "prompt '" + id + "', part " + part + ": no value for " + wanted.places().get(i));
      }
      text.append(value).append(wanted.texts().get(i + 1));
    }
    return text.toString();
  }
}
