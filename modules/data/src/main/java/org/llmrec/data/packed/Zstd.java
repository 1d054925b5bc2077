package org.llmrec.data.packed;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** All that touches the library for zstd, which need not be there. */
final class Zstd {
  private Zstd() {}

  /** Unpacks; throws a {@link LinkageError} where the library is not there. */
  static InputStream unpack(InputStream bytes) throws IOException {
    return new ZstdInputStream(bytes);
  }

  /** Whether the library says that the file is not what it should be. */
  static boolean isDamage(IOException e) {
    return e instanceof ZstdIOException;
  }
}
