package org.llmrec.train;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a training goes on from, and what it leaves to go on from.
 *
 * <p>With a bundle, training begins with its weights instead of with drawn ones, which takes fewer
 * epochs where most users and items are as they were: a <i>warm start</i> on new interactions. The
 * item tower is taken over whole, so new items stand where their texts put them. Users are found by
 * their key; one whom the bundle does not know begins as its average user. Adam begins anew.
 * Widths, fields and encoder must be those of the bundle.
 *
 * @param checkpoints where an interrupted training goes on, if it is to
 * @param bundle the folder of the bundle to begin with, if it is not to begin anew; only read, and
 *     not the folder that is written
 * @param grown whether the split holds nothing out that the bundle learnt from, though it is
 *     another; see {@link org.llmrec.data.split.StableSplit}
 */
public record Continuation(
    Optional<Checkpoints> checkpoints, Optional<Path> bundle, boolean grown) {

  /** Requires both. */
  public Continuation {
    Objects.requireNonNull(checkpoints, "checkpoints");
    Objects.requireNonNull(bundle, "bundle");
  }

  /** Begins anew and leaves nothing. */
  public static Continuation none() {
    return new Continuation(Optional.empty(), Optional.empty(), false);
  }

  /** The same with checkpoints. */
  public Continuation with(Checkpoints some) {
    return new Continuation(Optional.of(some), bundle, grown);
  }

  /** The same, beginning with the weights of a bundle. */
  public Continuation from(Path bundleFolder) {
    return new Continuation(checkpoints, Optional.of(bundleFolder), false);
  }

  /** The same, where the split holds nothing out that the bundle learnt from. */
  public Continuation fromGrown(Path bundleFolder) {
    return new Continuation(checkpoints, Optional.of(bundleFolder), true);
  }
}
