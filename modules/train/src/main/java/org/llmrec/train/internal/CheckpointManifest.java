package org.llmrec.train.internal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.train.Epoch;

/**
 * What {@code checkpoint.json} holds: whose the tensors are, which file they are in, and the
 * state's numbers.
 *
 * @param data hash of all that was trained on, and by what; see {@link TrainingIdentity}
 * @param options those that the state depends on
 * @param file of the tensors
 * @param sha256 of that file
 * @param random the sampler's state
 * @param steps Adam's
 * @param epochs all passes in order
 * @param keptEpoch the number of the best one, 0 for none
 * @param checksum SHA-256 of this as JSON on one line with an empty checksum
 */
record CheckpointManifest(
    String data,
    Map<String, Object> options,
    String file,
    String sha256,
    long random,
    int steps,
    List<Epoch> epochs,
    int keptEpoch,
    String checksum) {
  CheckpointManifest {
    Objects.requireNonNull(data, "data");
    options = Map.copyOf(Objects.requireNonNull(options, "options"));
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(sha256, "sha256");
    epochs = List.copyOf(Objects.requireNonNull(epochs, "epochs"));
    Objects.requireNonNull(checksum, "checksum");
  }

  static CheckpointManifest of(
      TrainingIdentity identity, String file, String sha256, LearnerState state) {
    return new CheckpointManifest(
            identity.data(),
            identity.options(),
            file,
            sha256,
            state.random(),
            state.moments().steps(),
            state.epochs(),
            state.kept().map(Kept::epoch).orElse(0),
            "")
        .with(CheckpointManifest::computeChecksum);
  }

  String computeChecksum() {
    return Hashes.sha256(Json.line(with(none -> "")));
  }

  private CheckpointManifest with(Function<CheckpointManifest, String> sum) {
    return new CheckpointManifest(
        data, options, file, sha256, random, steps, epochs, keptEpoch, sum.apply(this));
  }
}
