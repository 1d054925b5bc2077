package org.llmrec.encode.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.cache.internal.Erasure;
import org.llmrec.encode.cache.internal.SegmentFiles;
import org.llmrec.encode.internal.Machine;

/**
 * Where vectors are kept from one run to the next, and how many. Nothing is opened or made before
 * an encoder uses it. Any number of encoders, threads and processes may use one folder.
 *
 * @param folder need not be there yet
 * @param maxBytes room on the disk, from 16 MiB. When it is full, a sixteenth of it is freed: the
 *     vectors that were written longest ago go, of whichever encoder
 * @param anyCompany whether vectors are kept though they depend on the texts that were encoded
 *     along with them; see {@link CachedTextEncoder}
 */
public record VectorCache(Path folder, long maxBytes, boolean anyCompany) {
  /** 4 GiB: 2.7 million vectors of 384. */
  public static final long STANDARD_BYTES = 4L << 30;

  private static final long LEAST_BYTES = 16L << 20;

  /**
   * Checks the bound.
   *
   * @throws ConfigException if it is too small
   */
  public VectorCache {
    Objects.requireNonNull(folder, "folder");
    if (maxBytes < LEAST_BYTES) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "vector cache: expected room for " + LEAST_BYTES + " bytes or more, found " + maxBytes);
    }
  }

  /** In a folder. */
  public static VectorCache in(Path folder) {
    return new VectorCache(folder, STANDARD_BYTES, false);
  }

  /**
   * The one of this user: {@code vectors} in the folder that {@code LLMREC_CACHE} names, else in
   * {@code llmrec} below {@code XDG_CACHE_HOME} or {@code ~/.cache}.
   */
  public static VectorCache ofUser() {
    return in(Machine.cacheFolder(System::getenv).resolve("vectors"));
  }

  /** The same with another bound. */
  public VectorCache withMaxBytes(long bytes) {
    return new VectorCache(folder, bytes, anyCompany);
  }

  /** The same for encoders to whose vectors the company matters too. */
  public VectorCache withAnyCompany() {
    return new VectorCache(folder, maxBytes, true);
  }

  /**
   * What the vectors of all encoders take on the disk; 0 where there is no cache yet.
   *
   * @throws IOException if the folder cannot be read
   */
  public long bytes() throws IOException {
    return SegmentFiles.bytes(folder);
  }

  /**
   * Takes the vectors of texts out of it for good, by overwriting them; whoever has the cache open
   * encodes these texts again. A cache that is not there has none.
   *
   * @param encoder whose vectors
   * @return how many vectors went
   * @throws LlmrecException if another writes to the cache for long
   * @throws IOException if the disk refuses; some may have gone
   */
  public long forget(EncoderIdentity encoder, Collection<String> texts) throws IOException {
    return Erasure.of(this, encoder, texts);
  }
}
