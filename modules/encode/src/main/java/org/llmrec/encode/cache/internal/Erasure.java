package org.llmrec.encode.cache.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.text.HashRows;
import org.llmrec.core.text.TextHashes;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.Role;
import org.llmrec.encode.cache.VectorCache;
import org.llmrec.encode.internal.WellFormed;

/**
 * Takes the vectors of some texts out of a cache for good: keys and vectors are overwritten where
 * they lie. Who has the cache open meets a row that is not what was written, and encodes again.
 */
public final class Erasure {
  private Erasure() {}

  /**
   * Erases.
   *
   * @param encoder whose vectors; those of a space that does not say whose it is go all together
   * @return how many vectors went
   * @throws LlmrecException if another holds the lock for long
   * @throws IOException if the disk refuses; some may have gone
   */
  public static long of(VectorCache cache, EncoderIdentity encoder, Collection<String> texts)
      throws IOException {
    if (!Files.isDirectory(cache.folder())) {
      return 0;
    }
    long erased = 0;
    try (FolderLock lock = Space.lock(cache.folder())) {
      for (Path space : SegmentFiles.spaces(cache.folder())) {
        Optional<SpaceHeader> header = SpaceHeader.read(space);
        if (header.isEmpty()) {
          for (SegmentFiles files : SegmentFiles.in(space)) {
            files.delete();
          }
        } else if (header.get().encoderSha256().equals(encoder.sha256())) {
          HashRows keys = HashRows.of(keys(header.get(), encoder, texts));
          for (SegmentFiles files : SegmentFiles.in(space)) {
            erased += Segment.erase(files, header.get().dims(), keys);
          }
        }
      }
    }
    return erased;
  }

  private static TextHashes keys(
      SpaceHeader header, EncoderIdentity encoder, Collection<String> texts) {
    TextHashes keys = new TextHashes(texts.size() * Role.values().length);
    for (Role role : Role.values()) {
      for (String text : texts) {
        keys.add(key(header.sha256(), encoder.prefix(role), text));
      }
    }
    return keys;
  }

  /** What stands for a text in a space. */
  public static String key(String space, String prefix, String text) {
    return space + WellFormed.text(prefix + text);
  }
}
