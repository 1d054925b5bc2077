package org.llmrec.rank;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.Verify;
import org.llmrec.rank.tensor.SafeTensors;
import org.llmrec.rank.tensor.Tensor;

/**
 * The tensors of a bundle, made into what its manifest announces.
 *
 * @param parts the files that it must have; the tensors are in the first
 * @param advice what to do about a damaged one
 */
public record BundleTensors(List<String> parts, String advice) {
  /**
   * Checks the files, and reads.
   *
   * @param folder of the bundle
   * @param files what its manifest says of them
   * @param making throws {@link IllegalArgumentException}, with what was expected and found, for
   *     tensors that do not make it
   * @throws CorruptFileException if a file is absent or damaged, or the tensors do not make it
   * @throws IOException if a file cannot be read
   */
  public <T> T read(
      Path folder,
      Map<String, FileStamp> files,
      Verify verify,
      Function<Map<String, Tensor>, T> making)
      throws IOException {
    if (!files.keySet().containsAll(parts)) {
      throw new CorruptFileException(
          FileCode.BUNDLE_DAMAGED,
          folder.resolve(ManifestFile.NAME),
          "the files " + parts,
          files.keySet().toString(),
          advice);
    }
    FileStamps.verify(folder, files, verify);
    Path file = folder.resolve(parts.getFirst());
    Map<String, Tensor> tensors = SafeTensors.read(file);
    try {
      return making.apply(tensors);
    } catch (IllegalArgumentException e) {
      CorruptFileException damaged =
          new CorruptFileException(
              FileCode.BUNDLE_DAMAGED,
              file,
              "the ranker that its manifest announces",
              e.getMessage(),
              advice);
      damaged.initCause(e);
      throw damaged;
    }
  }
}
