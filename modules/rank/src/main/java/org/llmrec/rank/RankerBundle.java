package org.llmrec.rank;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Verify;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.rank.tensor.SafeTensors;

/**
 * A trained ranker in a folder:
 *
 * <pre>
 * manifest.json        what it is, of what it was made, and the hash of each other file
 * weights.safetensors  item.{n}.weight [out, in], item.{n}.bias [out]: the item tower's layers
 *                      missing.{field} [fieldDims]: stands in for a text that an item lacks
 *                      foldin.prior [dims]: the average user; foldin.negatives: ordinals of items
 * items.vec            the item tower's output for every item, in catalogue order
 * users.vec            the trained users
 * probe.safetensors    inputs and outputs for the self-test
 * </pre>
 *
 * <p>Opening checks in this order, and refuses with the file's name and what to do: the manifest;
 * sizes and, when asked, hashes; the shapes that the manifest announces; the self-test. What has
 * passed gives the answers that training measured.
 *
 * <p>In memory: the weights, and the sample that fold-in uses, always; the item vectors, {@code 4 *
 * items * dims} bytes, when they take no more than a quarter of the heap (or the limit given), and
 * otherwise mapped, so that a hundred million items need no heap for it. The user vectors are
 * mapped. The ids of items or users go to the heap when one is first looked up by its key.
 *
 * <p>Thread-safe. Closing ends the use of its {@link Ranker}.
 */
public final class RankerBundle implements AutoCloseable {
  private final BundleManifest manifest;
  private final VectorFile items;
  private final VectorFile users;
  private final Ranker ranker;

  private RankerBundle(BundleManifest manifest, VectorFile items, VectorFile users, Ranker ranker) {
    this.manifest = manifest;
    this.items = items;
    this.users = users;
    this.ranker = ranker;
  }

  /**
   * Opens a bundle, with the item vectors on the heap if they take a quarter of it or less.
   *
   * @throws ConfigException if there is no such folder
   * @throws CorruptFileException if a file is damaged, foreign or of another version
   * @throws IOException if a file cannot be read
   */
  public static RankerBundle open(Path folder, Verify verify) throws IOException {
    return open(folder, verify, Runtime.getRuntime().maxMemory() / 4);
  }

  /**
   * Opens a bundle.
   *
   * @param heapLimit how many bytes the item vectors may take on the heap; larger ones are mapped
   * @throws ConfigException if there is no such folder
   * @throws CorruptFileException if a file is damaged, foreign or of another version
   * @throws IOException if a file cannot be read
   */
  public static RankerBundle open(Path folder, Verify verify, long heapLimit) throws IOException {
    BundleManifest manifest = BundleFiles.readManifest(folder);
    FileStamps.verify(folder, manifest.files(), verify);
    Path weightsFile = folder.resolve(BundleFiles.WEIGHTS);
    BundleWeights weights = BundleWeights.of(weightsFile, manifest, SafeTensors.read(weightsFile));
    VectorFile items = open(folder.resolve(BundleFiles.ITEMS), manifest.items(), manifest.dims());
    try {
      VectorFile users = open(folder.resolve(BundleFiles.USERS), manifest.users(), manifest.dims());
      try {
        Ranker ranker = ranker(folder, manifest, weights, items, users, heapLimit);
        Path probe = folder.resolve(BundleFiles.PROBE);
        BundleProbe.test(probe, SafeTensors.read(probe), ranker);
        return new RankerBundle(manifest, items, users, ranker);
      } catch (IOException | RuntimeException e) {
        users.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      items.close();
      throw e;
    }
  }

  /** What the bundle says about itself. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** The ranker, for any number of threads until {@link #close}. */
  public Ranker ranker() {
    return ranker;
  }

  /**
   * Refuses to go on with text vectors of another encoder; see {@link
   * BundleManifest#requireEncoder}.
   *
   * @throws ConfigException if the bundle was trained on another
   */
  public void requireEncoder(String name, String sha256) {
    manifest.requireEncoder(name, sha256);
  }

  @Override
  public void close() {
    users.close();
    items.close();
  }

  private static Ranker ranker(
      Path folder,
      BundleManifest manifest,
      BundleWeights weights,
      VectorFile items,
      VectorFile users,
      long heapLimit) {
    long bytes = (long) items.size() * items.dims() * Float.BYTES;
    ItemVectors vectors =
        bytes <= heapLimit
            ? HeapItemVectors.copyOf(folder.resolve(BundleFiles.ITEMS), items)
            : new MappedItemVectors(items);
    UserFoldIn foldIn;
    try {
      foldIn = new UserFoldIn(manifest.foldIn(), weights.average(), weights.sample(), vectors);
    } catch (IllegalArgumentException e) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          folder.resolve(BundleFiles.WEIGHTS),
          "a sample of the items",
          e.getMessage(),
          BundleFiles.ADVICE);
    }
    return new Ranker(weights.tower(), items, users, vectors, weights.average(), foldIn);
  }

  private static VectorFile open(Path path, int rows, int dims) throws IOException {
    VectorFile file = VectorFile.open(path);
    if (file.size() != rows || file.dims() != dims) {
      String found = file.size() + " rows of " + file.dims();
      file.close();
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED, path, rows + " rows of " + dims, found, BundleFiles.ADVICE);
    }
    return file;
  }
}
