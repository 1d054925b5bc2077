package org.llmrec.enrich.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The texts that come with the library. */
final class PromptFiles {
  private static final String FOLDER = "/org/llmrec/enrich/";

  private PromptFiles() {}

  /** The text, if there is such a file. */
  static Optional<String> read(String name) {
    try (InputStream in = PromptFiles.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the prompt " + name, e);
    }
  }
}
