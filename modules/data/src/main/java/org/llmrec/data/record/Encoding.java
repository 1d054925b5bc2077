package org.llmrec.data.record;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** How a file's bytes are text. */
public enum Encoding {
  /** As files of the format usually are: Latin-1 for the older MovieLens, UTF-8 for all others. */
  AUTO,
  /** UTF-8; a record that is not is refused. */
  UTF_8,
  /** ISO-8859-1, in which every byte means something. */
  LATIN1;

  private static final List<String> KNOWN = List.of("auto", "utf-8", "latin1");

  /**
   * By its name in a configuration, case aside.
   *
   * @throws ConfigException if there is no such encoding
   */
  public static Encoding parse(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "auto" -> AUTO;
      case "utf-8", "utf8" -> UTF_8;
      case "latin1", "latin-1", "iso-8859-1" -> LATIN1;
      default ->
          throw new ConfigException(
              OptionCode.NAME_UNKNOWN,
              "unknown encoding '" + name + "', known are " + KNOWN + Nearest.hint(name, KNOWN));
    };
  }

  /** The name in a configuration. */
  public String label() {
    return KNOWN.get(ordinal());
  }

  /** The charset; of {@link #AUTO} that of most formats. */
  public Charset charset() {
    return this == LATIN1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }
}
