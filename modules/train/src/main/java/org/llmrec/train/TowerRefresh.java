package org.llmrec.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Verify;
import org.llmrec.rank.BundleContent;
import org.llmrec.rank.BundleManifest;
import org.llmrec.rank.BundleWriter;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.ItemTexts;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.Ranker;
import org.llmrec.rank.RankerBundle;
import org.llmrec.rank.UserFoldIn;
import org.llmrec.rank.VectorRows;
import org.llmrec.train.internal.Positives;
import org.llmrec.train.internal.WarmStart;

/**
 * Takes a trained bundle on to a catalogue and interactions that have changed, without training:
 * the item tower stays, every item of the catalogue gets its vector by it, and users whose history
 * is another get theirs by {@link UserFoldIn}, which solves the training's own objective for them.
 * A user of whom the train part says nothing any more is left out.
 *
 * <p>The average user stays the trained one, towards which fold-in pulls, so it does not drift from
 * one refresh to the next. The measured figures stay those of the training.
 */
public final class TowerRefresh {
  private TowerRefresh() {}

  /**
   * Refreshes and writes.
   *
   * @param learnt the folder of the bundle to go on from; only read
   * @param data as for a training; of the split only the train part is looked at
   * @param same whether a user's history is the one by which the bundle has that user's vector
   * @param bundleFolder made when absent; not {@code learnt}
   * @throws ConfigException if the bundle's fields or encoder are others, or there is no positive
   *     of an item in the catalogue
   * @throws CorruptFileException if the bundle is damaged
   * @throws IOException if the bundle cannot be read or written
   */
  public static RefreshReport of(
      Path learnt, TrainData data, Predicate<String> same, Path bundleFolder, Progress progress)
      throws IOException {
    long began = System.nanoTime();
    Positives positives = Positives.of(data.split(), data.items());
    try (RankerBundle bundle = RankerBundle.open(learnt, Verify.FULL)) {
      BundleManifest manifest = bundle.manifest();
      WarmStart.requireTexts(learnt, bundle, data);
      Ranker ranker = bundle.ranker();
      ItemTexts texts = ItemTexts.of(data.items(), List.copyOf(data.fields().values()));
      List<String> users = positives.users();
      int dims = ranker.dims();
      float[] vectors = new float[Math.multiplyExact(users.size(), dims)];
      boolean[] kept = new boolean[users.size()];
      for (int u = 0; u < kept.length; u++) {
        Optional<float[]> known =
            same.test(users.get(u)) ? ranker.userVector(users.get(u)) : Optional.empty();
        kept[u] = known.isPresent();
        if (kept[u]) {
          System.arraycopy(known.get(), 0, vectors, u * dims, dims);
        }
      }
      int[] changed = IntStream.range(0, kept.length).filter(u -> !kept[u]).toArray();
      UserFoldIn foldIn =
          new UserFoldIn(
              manifest.foldIn(),
              ranker.averageUser(),
              UserFoldIn.sample(texts.size(), manifest.foldIn().sample(), manifest.seed()),
              new Towered(ranker, texts));
      try (Progress.Task task = progress.start("users", changed.length, "users")) {
        IntStream.of(changed)
            .parallel()
            .forEach(
                u -> {
                  float[] solved = foldIn.foldIn(positives.train()[u]);
                  System.arraycopy(solved, 0, vectors, u * dims, dims);
                  task.advance(1);
                });
      }
      BundleWriter.write(
          bundleFolder,
          new BundleContent(
              ranker.itemTower(),
              texts,
              VectorRows.of(users, vectors, dims),
              manifest.foldIn(),
              new Provenance(
                  new EncoderRef(data.encoderName(), data.encoderSha256()),
                  data.dataHash(),
                  data.split().hash(),
                  manifest.seed(),
                  manifest.options(),
                  manifest.metrics()),
              Optional.of(ranker.averageUser())),
          progress);
      return new RefreshReport(
          data.items().size(),
          users.size() - changed.length,
          changed.length,
          (System.nanoTime() - began) / 1e9);
    }
  }

  /**
   * Items by the tower, each when it is first asked for and then kept: only what changed users met
   * is. Two threads may compute the same vector, which does not matter.
   */
  private static final class Towered implements UserFoldIn.Rows {
    private final Ranker ranker;
    private final ItemTexts texts;
    private final float[][] known;

    Towered(Ranker ranker, ItemTexts texts) {
      this.ranker = ranker;
      this.texts = texts;
      this.known = new float[texts.size()][];
    }

    @Override
    public int size() {
      return known.length;
    }

    @Override
    public void read(int ordinal, float[] target, int offset) {
      float[] vector = known[ordinal];
      if (vector == null) {
        vector = ranker.itemTower().forward(texts.fields(ordinal));
        known[ordinal] = vector;
      }
      System.arraycopy(vector, 0, target, offset, vector.length);
    }
  }
}
