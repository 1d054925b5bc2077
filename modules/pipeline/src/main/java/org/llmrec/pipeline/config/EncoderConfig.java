package org.llmrec.pipeline.config;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.cache.VectorCache;

/**
 * Which encoder, where it runs and how hard it may work.
 *
 * @param model the name of a model; ignored when there is a folder
 * @param folder a model folder of the user's, with an {@code encoder.json}: the one that is named,
 *     or that of the store where the name is not of a known model
 * @param fuse whether a graph that is computed in fewer steps is to be made of the model
 * @param options what changes speed and memory only
 * @param cache where vectors are looked up and kept beside the workspace, if they are
 */
public record EncoderConfig(
    String model,
    Optional<Path> folder,
    boolean fuse,
    EncoderOptions options,
    Optional<VectorCache> cache) {
  /** Checks for null. */
  public EncoderConfig {
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(cache, "cache");
  }
}
