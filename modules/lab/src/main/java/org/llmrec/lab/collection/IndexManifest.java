package org.llmrec.lab.collection;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.collection.CollectionFiles;

/**
 * From what an index was built, kept beside it: the next run with the same takes the index as it
 * is.
 *
 * @param version of the readers: what is read otherwise is indexed anew
 * @param format by name
 * @param charset by name, or "auto"
 * @param sources the documents' files
 * @param counts what came of them
 */
record IndexManifest(
    int version, String format, String charset, List<Source> sources, DocumentCounts counts) {
  private static final int VERSION = 1;

  /**
   * One file.
   *
   * @param file its path below what was given
   * @param size in bytes
   * @param sha256 of its bytes
   */
  record Source(String file, long size, String sha256) {}

  /** Of an input, by a reading of its files; {@code counts} are not known yet. */
  static IndexManifest of(CollectionInput input) throws IOException {
    List<Source> sources = new ArrayList<>();
    for (Path file : CollectionFiles.below(input.documents())) {
      String name = input.documents().relativize(file).toString().replace('\\', '/');
      sources.add(new Source(name, Files.size(file), Hashes.sha256(file)));
    }
    return new IndexManifest(
        VERSION,
        input.format().label(),
        input.charset().map(Charset::name).orElse("auto"),
        sources,
        null);
  }

  IndexManifest with(DocumentCounts found) {
    return new IndexManifest(version, format, charset, sources, found);
  }

  /** Whether an index from the other is one from this. */
  boolean isOf(IndexManifest other) {
    return with(null).equals(other.with(null));
  }
}
