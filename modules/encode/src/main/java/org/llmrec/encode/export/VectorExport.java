package org.llmrec.encode.export;

import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.vector.Element;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.encode.export.internal.JsonVectors;
import org.llmrec.encode.export.internal.NpyVectors;
import org.llmrec.encode.export.internal.ParquetVectors;

/**
 * Writes a vector file in a form that other programs read. Rows stay in their order; memory is a
 * few megabytes whatever the size. Stateless.
 */
public final class VectorExport {
  private VectorExport() {}

  /**
   * Writes all rows. Each file is there whole or not at all; those beside it come first: with NumPy
   * the ids, {@code FILE.ids.jsonl}, and of {@code INT8} the scales, {@code FILE.scales.npy},
   * float32 {@code [N]}, by which a row is multiplied to be the vector again.
   *
   * @param element how a place is written, as {@link org.llmrec.core.vector.VectorBlock} has it;
   *     other than {@code FLOAT32} in NumPy files only
   * @param out the file; its folder has to be there
   * @throws ConfigException if the format does not hold such elements
   * @throws IllegalArgumentException if a number has no form as such an element
   * @throws IOException if the disk fails
   */
  public static void write(
      VectorFile vectors, Path out, Format format, Element element, Progress progress)
      throws IOException {
    if (format != Format.NPY && element != Element.FLOAT32) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT,
          "expected format npy for elements of " + element + ", found " + format);
    }
    try (Progress.Task task = progress.start("export vectors", vectors.size(), "vectors")) {
      if (format == Format.NPY) {
        if (element == Element.INT8) {
          AtomicFiles.write(beside(out, ".scales.npy"), s -> NpyVectors.scales(vectors, s));
        }
        AtomicFiles.write(beside(out, ".ids.jsonl"), stream -> JsonVectors.ids(vectors, stream));
      }
      AtomicFiles.write(
          out,
          stream -> {
            switch (format) {
              case NPY -> NpyVectors.write(vectors, element, stream, task);
              case JSONL -> JsonVectors.write(vectors, stream, task);
              case PARQUET -> ParquetVectors.write(vectors, stream, task);
            }
          });
    }
  }

  /** The name of a file that belongs to another. */
  static Path beside(Path out, String suffix) {
    return out.resolveSibling(out.getFileName() + suffix);
  }
}
