package org.llmrec.train.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.rank.tensor.SafeTensors;
import org.llmrec.rank.tensor.Tensor;
import org.llmrec.rank.tensor.Tensor.Floats;
import org.llmrec.rank.tensor.Tensor.Ints;

/** The arrays of a training's state in a file of tensors; its numbers are in the manifest. */
final class StateTensors {
  static final String ADVICE = "delete the checkpoint to start over";

  private static final List<String> WEIGHTS =
      List.of("weight0", "bias0", "weight1", "bias1", "users", "missing");

  private StateTensors() {}

  static void write(Path file, LearnerState state) throws IOException {
    Map<String, Tensor> tensors = new TreeMap<>();
    put(tensors, "now.", list(state.weights()));
    put(tensors, "first.", state.moments().first());
    put(tensors, "second.", state.moments().second());
    tensors.put("order", Ints.vector(state.order()));
    tensors.put("dropouts", Ints.vector(state.dropouts()));
    state
        .kept()
        .ifPresent(
            kept -> {
              put(tensors, "kept.", list(kept.weights()));
              tensors.put("kept.items", Floats.vector(kept.items()));
            });
    SafeTensors.write(file, tensors);
  }

  /** Reads what {@link #write} wrote, whose hash was compared before. */
  static LearnerState read(Path file, CheckpointManifest manifest) throws IOException {
    Map<String, Tensor> tensors = SafeTensors.read(file);
    try {
      Optional<Kept> kept = Optional.empty();
      if (manifest.keptEpoch() > 0) {
        kept =
            Optional.of(
                new Kept(
                    manifest.keptEpoch(),
                    weights(tensors, "kept."),
                    ((Floats) tensors.get("kept.items")).values()));
      }
      return new LearnerState(
          weights(tensors, "now."),
          new Moments(take(tensors, "first."), take(tensors, "second."), manifest.steps()),
          manifest.random(),
          ((Ints) tensors.get("order")).values(),
          ((Ints) tensors.get("dropouts")).values(),
          manifest.epochs(),
          kept);
    } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
      throw new CorruptFileException(
          FileCode.CHECKPOINT_DAMAGED,
          file,
          "the tensors of a training",
          tensors.keySet().toString(),
          ADVICE);
    }
  }

  private static List<float[]> list(Weights w) {
    return List.of(w.weight0(), w.bias0(), w.weight1(), w.bias1(), w.users(), w.missing());
  }

  private static Weights weights(Map<String, Tensor> tensors, String prefix) {
    List<float[]> w = take(tensors, prefix);
    return new Weights(w.get(0), w.get(1), w.get(2), w.get(3), w.get(4), w.get(5));
  }

  private static void put(Map<String, Tensor> tensors, String prefix, List<float[]> values) {
    for (int p = 0; p < values.size(); p++) {
      tensors.put(prefix + WEIGHTS.get(p), Floats.vector(values.get(p)));
    }
  }

  /** As many as there are: what no item lacks has no moments. */
  private static List<float[]> take(Map<String, Tensor> tensors, String prefix) {
    List<float[]> values = new ArrayList<>();
    for (String name : WEIGHTS) {
      if (tensors.get(prefix + name) instanceof Floats floats) {
        values.add(floats.values());
      }
    }
    return values;
  }
}
