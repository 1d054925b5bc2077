package org.llmrec.retrieve.internal;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;

/** What Lucene throws, in this library's terms. */
public final class LuceneErrors {
  private static final String REBUILD = "build the index again";

  private LuceneErrors() {}

  /** The exception to throw for what happened in {@code folder}. */
  public static RuntimeException of(Path folder, IOException e) {
    RuntimeException translated = translate(folder, e);
    if (translated.getCause() == null) {
      translated.initCause(e);
    }
    return translated;
  }

  private static RuntimeException translate(Path folder, IOException e) {
    if (e instanceof IndexNotFoundException) {
      return new CorruptFileException(
          FileCode.BUILD_DAMAGED, folder, "an index", "a folder without segments file", REBUILD);
    }
    if (e instanceof IndexFormatTooNewException) {
      return new CorruptFileException(
          FileCode.FORMAT_NEWER,
          folder,
          "an index of this version of Lucene or of the one before",
          "one of a newer version",
          "use the newer version of this library, or " + REBUILD);
    }
    if (e instanceof IndexFormatTooOldException) {
      return new CorruptFileException(
          FileCode.FORMAT_OLDER,
          folder,
          "an index of this version of Lucene or of the one before",
          "one of an older version",
          REBUILD);
    }
    if (e instanceof CorruptIndexException
        || e instanceof EOFException
        || e instanceof FileNotFoundException
        || e instanceof NoSuchFileException) {
      return new CorruptFileException(
          FileCode.BUILD_DAMAGED, folder, "a whole index", "damage: " + e.getMessage(), REBUILD);
    }
    return new UncheckedIOException(folder + ": cannot read the index: " + e.getMessage(), e);
  }
}
