package org.llmrec.data.packed;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;

/** All that touches the library for zstd, which need not be there. */
final class Zstd {
  private Zstd() {}

  /**
   * Unpacks.
   *
   * @throws ConfigException if the library is not on the class path, or has nothing for this
   *     platform
   */
  static InputStream unpack(Path file, InputStream bytes) throws IOException {
    try {
      return new ZstdInputStream(bytes);
    } catch (LinkageError e) {
      throw new ConfigException(
          file
              + ": is packed with zstd, which needs the library com.github.luben:zstd-jni on the"
              + " class path; add it (the command line has it), or unpack the file first",
          e);
    }
  }

  /** Whether the library says that the file is not what it should be. */
  static boolean isDamage(IOException e) {
    return e instanceof ZstdIOException;
  }
}
