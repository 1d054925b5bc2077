package org.llmrec.train.method;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.data.protocol.TrainingData;

/**
 * What a fit is given beside its data.
 *
 * @param seed of everything that is drawn
 * @param threads how many it may use
 * @param texts the items' text vectors; empty where none were asked for
 * @param scratch a folder for temporary files, the fit's own
 * @param progress hears how far it is
 */
public record FitContext(
    long seed, int threads, Optional<TextVectors> texts, Path scratch, Progress progress) {
  /** Checks. */
  public FitContext {
    Objects.requireNonNull(texts, "texts");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(progress, "progress");
    if (threads < 1) {
      throw new IllegalArgumentException("expected at least one thread, found " + threads);
    }
  }

  /**
   * The texts of a fit that cannot do without.
   *
   * @param method the method's name, for the message
   * @throws ConfigException if there are none, or they were written from other interactions than
   *     may be learnt from
   */
  public TextVectors textsFor(String method, TrainingData data) {
    return texts
        .orElseThrow(
            () ->
                new ConfigException(
                    TrainingCode.TEXTS_MISSING,
                    method + ": expected text vectors, found none; name the model's texts"))
        .checkedFor(data);
  }
}
