package org.llmrec.pipeline.internal.encode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.text.HashRows;
import org.llmrec.core.text.TextHashes;
import org.llmrec.core.vector.VectorFileWriter;
import org.llmrec.encode.BatchEncoder;
import org.llmrec.encode.TextEncoder;

/**
 * Makes a field's vector file out of as little work as it takes. The vector of a text that an
 * earlier run has seen is copied, byte for byte; of the others each is encoded once, however many
 * rows have it. The rows are those of the source, in its order.
 *
 * <p>What a vector is depends, in the last bits, on the texts that were encoded along with it. So a
 * file that came about bit by bit and one that was made at once agree to 10⁻⁶ in every number, not
 * to the bit; the same source on top of the same earlier file gives the same bytes.
 *
 * <p>The source is read three times, and twice if there is nothing to encode. Needs about 60 bytes
 * of memory a row beside the ids, and room on the disk for the new vectors twice. For one thread.
 */
public final class IncrementalEncoding {
  /** The name of the vector file. */
  public static final String VECTORS = "vectors.vec";

  /** The name of the file with the hashes of the texts: {@link TextMarks}. */
  public static final String TEXTS = "texts.sha";

  private static final String SPOOL = "fresh.tmp";

  /** The rows to encode, as often as they are asked for. */
  @FunctionalInterface
  public interface Source {
    /** From the first to the last; the caller closes the stream. */
    Stream<BatchEncoder.Row> open() throws IOException;
  }

  /** Opens the encoder, once there is something to encode. */
  @FunctionalInterface
  public interface Opener {
    /** Opens it; the caller closes it. */
    TextEncoder open() throws IOException;
  }

  /**
   * What to make.
   *
   * @param folder where the files go
   * @param dims the width D of the vectors
   * @param meta what the vector file says of itself; same meta, same vectors
   * @param what names the work to the progress
   */
  public record Target(Path folder, int dims, Map<String, Object> meta, String what) {
    /** Copies the map. */
    public Target {
      meta = Map.copyOf(meta);
    }
  }

  /**
   * What was done.
   *
   * @param texts how many rows there are: always {@code encoded + reused + repeated}
   * @param encoded how many texts went through the encoder
   * @param reused rows whose vector an earlier run had
   * @param repeated rows with the text of an encoded row before them
   * @param truncated rows whose text is longer than the model reads
   */
  public record Counts(long texts, long encoded, long reused, long repeated, long truncated) {}

  private final Target target;
  private final Source source;
  private final Optional<EarlierVectors> earlier;
  private final TextHashes hashes = new TextHashes(1 << 10);
  private final BitSet misses = new BitSet();
  private final BitSet freshCut = new BitSet();
  private final BitSet cut = new BitSet();

  /** By row: a row of the earlier file, or the complement of the number of a fresh vector. */
  private int[] origin;

  private IncrementalEncoding(Target target, Source source, Optional<EarlierVectors> earlier) {
    this.target = target;
    this.source = source;
    this.earlier = earlier;
  }

  /**
   * Writes both files.
   *
   * @param earlier vectors of the same kind as the target's
   * @throws IllegalArgumentException if two rows have one id
   * @throws IOException if the disk refuses
   */
  public static Counts run(
      Target target,
      Source source,
      Optional<EarlierVectors> earlier,
      Opener encoder,
      Progress progress)
      throws IOException {
    return new IncrementalEncoding(target, source, earlier).run(encoder, progress);
  }

  private Counts run(Opener opener, Progress progress) throws IOException {
    try (Stream<BatchEncoder.Row> rows = source.open()) {
      rows.forEach(row -> hashes.add(row.text()));
    }
    long reused = compare();
    int missing = misses.cardinality();
    try (VectorSpool fresh = VectorSpool.create(target.folder().resolve(SPOOL), target.dims())) {
      if (missing > 0) {
        try (TextEncoder encoder = opener.open()) {
          encode(encoder, missing, fresh, progress);
        }
      }
      write(fresh);
    }
    new TextMarks(hashes, cut).write(target.folder().resolve(TEXTS));
    return new Counts(
        hashes.size(), missing, reused, hashes.size() - missing - reused, cut.cardinality());
  }

  /** Finds out where each row's vector comes from; returns how many an earlier run had. */
  private long compare() {
    origin = new int[hashes.size()];
    HashRows firsts = new HashRows(hashes, hashes.size());
    long reused = 0;
    int fresh = 0;
    for (int row = 0; row < origin.length; row++) {
      int known = known(row);
      int first = known >= 0 ? row : firsts.add(row);
      if (known >= 0) {
        origin[row] = known;
        reused++;
      } else if (first < row) {
        origin[row] = origin[first];
      } else {
        origin[row] = ~fresh++;
        misses.set(row);
      }
    }
    return reused;
  }

  private int known(int row) {
    return earlier.isEmpty() ? -1 : earlier.get().find(hashes.high(row), hashes.low(row));
  }

  private void encode(TextEncoder encoder, int missing, VectorSpool fresh, Progress progress)
      throws IOException {
    int[] row = {0};
    try (Stream<BatchEncoder.Row> rows = source.open()) {
      Iterator<BatchEncoder.Row> missed = rows.filter(each -> misses.get(row[0]++)).iterator();
      BatchEncoder.Sink sink =
          (each, vector, lostItsEnd) -> {
            freshCut.set(fresh.size(), lostItsEnd);
            fresh.add(vector);
          };
      BatchEncoder.encode(encoder, missed, missing, sink, target.what(), progress);
    }
    requireSame(missing, fresh.size());
  }

  private void write(VectorSpool fresh) throws IOException {
    VectorFileWriter writer =
        VectorFileWriter.create(target.folder().resolve(VECTORS), target.dims(), target.meta());
    try (Stream<BatchEncoder.Row> rows = source.open()) {
      float[] vector = new float[target.dims()];
      int row = 0;
      for (Iterator<BatchEncoder.Row> all = rows.iterator(); all.hasNext(); row++) {
        String id = all.next().id();
        requireSame(hashes.size(), Math.max(hashes.size(), row + 1));
        int from = origin[row];
        if (from >= 0) {
          EarlierVectors known = earlier.orElseThrow();
          known.read(from, vector);
          cut.set(row, known.cut(from));
        } else {
          fresh.read(~from, vector);
          cut.set(row, freshCut.get(~from));
        }
        writer.add(id, vector);
      }
      requireSame(hashes.size(), row);
      writer.close();
    } catch (IOException | RuntimeException | Error e) {
      writer.abort();
      throw e;
    }
  }

  /** A vector must not go to another text because somebody wrote to the file meanwhile. */
  private void requireSame(int expected, int found) {
    if (expected != found) {
      throw new LlmrecException(
          WorkspaceCode.INPUT_CHANGED,
          target.what()
              + ": expected the same texts as a moment ago, "
              + expected
              + ", found "
              + found
              + "; build again when nobody writes to the workspace");
    }
  }
}
