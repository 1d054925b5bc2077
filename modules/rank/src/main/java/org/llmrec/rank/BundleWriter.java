package org.llmrec.rank;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.Progress;
import org.llmrec.core.json.Json;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.rank.tensor.SafeTensors;

/**
 * Writes a bundle. The item vectors are computed here, by the same {@link ItemTower} that will
 * serve them; equal content gives equal bytes.
 */
public final class BundleWriter {
  private static final int BLOCK = 4096;

  private BundleWriter() {}

  /**
   * Writes all files of a bundle, the manifest last: a folder whose writer died has none and is
   * refused.
   *
   * @param folder made when absent; the files of an older bundle in it are replaced
   * @param progress told how many items are done
   * @return what the manifest says
   * @throws IllegalArgumentException if the catalogue is empty, an id is there twice, or a vector
   *     has another width or is not finite
   * @throws IOException if the folder cannot be written
   */
  public static BundleManifest write(Path folder, BundleContent content, Progress progress)
      throws IOException {
    if (content.items().size() < 1) {
      throw new IllegalArgumentException("a bundle needs at least one item");
    }
    Files.createDirectories(folder);
    Files.deleteIfExists(folder.resolve(BundleFiles.MANIFEST));
    ItemTower tower = content.tower();
    writeItems(folder.resolve(BundleFiles.ITEMS), tower, content.items(), progress);
    writeUsers(folder.resolve(BundleFiles.USERS), tower.dims(), content.users());
    BundleWeights weights = weights(content);
    SafeTensors.write(folder.resolve(BundleFiles.WEIGHTS), weights.tensors());
    writeProbe(folder, content, weights);
    BundleManifest manifest = manifest(content, FileStamps.of(folder, BundleFiles.PARTS)).sealed();
    Json.write(folder.resolve(BundleFiles.MANIFEST), manifest);
    return manifest;
  }

  private static void writeItems(Path file, ItemTower tower, ItemTexts items, Progress progress)
      throws IOException {
    int size = items.size();
    try (VectorFileWriter writer =
            VectorFileWriter.create(file, tower.dims(), Map.of("rows", "item tower"));
        Progress.Task task = progress.start("item vectors", size, "items")) {
      try {
        for (int start = 0; start < size; start += BLOCK) {
          int first = start;
          int count = Math.min(BLOCK, size - first);
          float[][] rows = new float[count][];
          // Each row depends on its own texts only, so the threads cannot change a bit of it.
          IntStream.range(0, count)
              .parallel()
              .forEach(i -> rows[i] = tower.forward(items.fields(first + i)));
          for (int i = 0; i < count; i++) {
            writer.add(items.id(first + i), rows[i]);
          }
          task.advance(count);
        }
      } catch (RuntimeException | IOException e) {
        writer.abort();
        throw e;
      }
    }
  }

  private static void writeUsers(Path file, int dims, VectorRows users) throws IOException {
    try (VectorFileWriter writer =
        VectorFileWriter.create(file, dims, Map.of("rows", "trained users"))) {
      try {
        float[] row = new float[dims];
        for (int u = 0; u < users.size(); u++) {
          users.read(u, row, 0);
          writer.add(users.id(u), row);
        }
      } catch (RuntimeException | IOException e) {
        writer.abort();
        throw e;
      }
    }
  }

  private static BundleWeights weights(BundleContent content) {
    return new BundleWeights(
        content.tower(),
        content
            .average()
            .orElseGet(() -> UserFoldIn.average(content.users(), content.tower().dims())),
        UserFoldIn.sample(
            content.items().size(), content.foldIn().sample(), content.provenance().seed()));
  }

  private static void writeProbe(Path folder, BundleContent content, BundleWeights weights)
      throws IOException {
    try (VectorFile items = VectorFile.open(folder.resolve(BundleFiles.ITEMS))) {
      UserFoldIn foldIn =
          new UserFoldIn(
              content.foldIn(), weights.average(), weights.sample(), new MappedItemVectors(items));
      SafeTensors.write(
          folder.resolve(BundleFiles.PROBE),
          BundleProbe.record(content.tower(), content.items(), foldIn));
    }
  }

  private static BundleManifest manifest(BundleContent content, Map<String, FileStamp> files) {
    ItemTower tower = content.tower();
    Provenance provenance = content.provenance();
    return new BundleManifest(
        BundleManifest.FORMAT_VERSION,
        BundleManifest.KIND,
        tower.dims(),
        tower.hidden(),
        tower.fields(),
        tower.fieldDims(),
        MissingValues.LEARNT_VECTOR,
        content.items().size(),
        content.users().size(),
        provenance.encoder(),
        provenance.dataHash(),
        provenance.splitHash(),
        provenance.seed(),
        content.foldIn(),
        provenance.options(),
        provenance.metrics(),
        files,
        "");
  }
}
