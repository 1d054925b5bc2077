package org.llmrec.llm.embedded;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/**
 * Which model to run, and how.
 *
 * @param id what answers are filed under
 * @param file the model, in GGUF format
 * @param sha256 of the file, lower-case hexadecimal, if it should be checked: a second for every
 *     few hundred megabytes
 * @param context the most tokens of prompt and answer together; 0 for what the model was trained
 *     with, at most 4096
 * @param threads cores to work with, for all calls together, from 1 on
 * @param parallel calls worked on at the same time, each with a context of its own; they compute by
 *     turns, a token each, on all threads, so that more make the first token come sooner and not
 *     the last one. Others wait. From 1 on
 * @param template the chat template, by a name that llama.cpp knows, such as {@code chatml}; {@code
 *     none} to write messages one after the other; absent for the one in the file
 */
public record EmbeddedOptions(
    String id,
    Path file,
    Optional<String> sha256,
    int context,
    int threads,
    int parallel,
    Optional<String> template) {
  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public EmbeddedOptions {
    Objects.requireNonNull(file, "file");
    if (id.isBlank()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING, "llm.model: expected a name, found none");
    }
    if (sha256.isPresent() && !sha256.get().matches("[0-9a-f]{64}")) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "llm.sha256: expected 64 hexadecimal digits in lower case, found " + sha256.get());
    }
    if (context < 0 || threads < 1 || parallel < 1) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "expected llm.context from 0 on, llm.threads and llm.parallel from 1 on, found "
              + context
              + ", "
              + threads
              + " and "
              + parallel);
    }
  }

  /** A file under its own name, one call at a time on all cores. */
  public static EmbeddedOptions of(Path file) {
    return new EmbeddedOptions(
        nameOf(file),
        file,
        Optional.empty(),
        0,
        Runtime.getRuntime().availableProcessors(),
        1,
        Optional.empty());
  }

  /** The file's name without {@code .gguf}. */
  static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".gguf") ? name.substring(0, name.length() - ".gguf".length()) : name;
  }

  /** With other cores. */
  public EmbeddedOptions threads(int value) {
    return new EmbeddedOptions(id, file, sha256, context, value, parallel, template);
  }

  /** With another context. */
  public EmbeddedOptions context(int value) {
    return new EmbeddedOptions(id, file, sha256, value, threads, parallel, template);
  }

  /** With more calls at a time. */
  public EmbeddedOptions parallel(int value) {
    return new EmbeddedOptions(id, file, sha256, context, threads, value, template);
  }
}
