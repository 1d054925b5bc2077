package org.llmrec.train.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.core.io.Verify;
import org.llmrec.rank.BundleManifest;
import org.llmrec.rank.Dense;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;
import org.llmrec.rank.tensor.SafeTensors;
import org.llmrec.rank.tensor.Tensor;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;

/** The weights of a bundle as those that a training begins with. */
public final class WarmStart implements AutoCloseable {
  private static final String WEIGHTS = "weights.safetensors";

  private final Path folder;
  private final RankerBundle bundle;

  private WarmStart(Path folder, RankerBundle bundle) {
    this.folder = folder;
    this.bundle = bundle;
  }

  /**
   * Opens and checks the bundle.
   *
   * @throws ConfigException if its widths, fields or encoder are not those of the training
   */
  static WarmStart open(Path folder, TrainData data, TrainOptions options) throws IOException {
    RankerBundle bundle = RankerBundle.open(folder, Verify.FULL);
    try {
      BundleManifest manifest = bundle.manifest();
      requireTexts(folder, bundle, data);
      require(folder, "dims", options.dims(), manifest.dims());
      require(folder, "hidden layers", List.of(options.hidden()), manifest.hidden());
      return new WarmStart(folder, bundle);
    } catch (RuntimeException e) {
      bundle.close();
      throw e;
    }
  }

  /**
   * Checks that a bundle reads these texts.
   *
   * @throws ConfigException if its encoder or fields are others
   */
  public static void requireTexts(Path folder, RankerBundle bundle, TrainData data) {
    BundleManifest manifest = bundle.manifest();
    bundle.requireEncoder(data.encoderName(), data.encoderSha256());
    require(folder, "fields", List.copyOf(data.fields().keySet()), manifest.fields());
    require(folder, "numbers in a text vector", data.fieldDims(), manifest.fieldDims());
  }

  private static void require(Path folder, String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new ConfigException(
          TrainingCode.CHECKPOINT_MISMATCH,
          "expected a bundle with "
              + what
              + " "
              + expected
              + " in "
              + folder
              + " to start from, found "
              + found
              + "; train with the bundle's own, or begin anew");
    }
  }

  /** Tells the bundle from others. */
  String checksum() {
    return bundle.manifest().checksum();
  }

  /** The bundle's tower for these centrings, and for each user the bundle's, or its average. */
  Weights weights(List<String> users, List<Centring> centrings) throws IOException {
    Map<String, Tensor> tensors = SafeTensors.read(folder.resolve(WEIGHTS));
    List<Dense> layers = new ArrayList<>();
    for (int n = 0; n < 2; n++) {
      layers.add(
          new Dense(
              floats(tensors, "item." + n + ".weight"), floats(tensors, "item." + n + ".bias")));
    }
    List<float[]> standIns =
        bundle.manifest().fields().stream()
            .map(field -> floats(tensors, "missing." + field).values())
            .toList();
    return Weights.centred(layers, standIns, centrings, users(users));
  }

  private float[] users(List<String> users) {
    Ranker ranker = bundle.ranker();
    int dims = ranker.dims();
    float[] average = ranker.averageUser();
    float[] vectors = new float[Math.multiplyExact(users.size(), dims)];
    for (int u = 0; u < users.size(); u++) {
      float[] vector = ranker.userVector(users.get(u)).orElse(average);
      System.arraycopy(vector, 0, vectors, u * dims, dims);
    }
    return vectors;
  }

  private static Tensor.Floats floats(Map<String, Tensor> tensors, String name) {
    return (Tensor.Floats) tensors.get(name);
  }

  /** What a reader of the report should know about it. */
  List<String> notes(TrainData data, List<String> users, boolean grown) {
    List<String> notes = new ArrayList<>();
    Ranker ranker = bundle.ranker();
    long known = users.stream().map(ranker::userVector).filter(Optional::isPresent).count();
    notes.add(
        "started from the weights of the bundle in "
            + folder
            + ", which knows "
            + known
            + " of the "
            + users.size()
            + " users");
    if (!grown && !bundle.manifest().splitHash().equals(data.split().hash())) {
      notes.add(
          "that bundle was trained on another split: where it learnt from interactions that are held"
              + " out now, the held-out figures are too good");
    }
    return notes;
  }

  @Override
  public void close() {
    bundle.close();
  }
}
