package org.llmrec.encode;

import java.io.IOException;
import java.util.Iterator;
import org.llmrec.core.Progress;
import org.llmrec.core.vector.VectorFileWriter;

/**
 * Encodes a long stream of texts, into a vector file for instance, as an {@link EncodedStream}
 * does: the rows are read by another thread, up to two windows ahead. The vectors' bytes depend on
 * the texts, the encoder and its plan only. Stateless.
 */
public final class BatchEncoder {
  private BatchEncoder() {}

  /**
   * One text on its way into the file.
   *
   * @param id the row's key
   * @param text what to encode
   */
  public record Row(String id, String text) {}

  /** Takes the vectors in the order of the rows. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes one.
     *
     * @param vector {@code [D]}, the sink's to keep
     * @param cut whether the text was longer than the model reads and lost its end
     * @throws IOException if the disk refuses
     */
    void add(Row row, float[] vector, boolean cut) throws IOException;
  }

  /**
   * What was done.
   *
   * @param texts how many texts were encoded
   * @param truncated how many of them were longer than the model reads
   * @param seconds wall-clock time
   */
  public record Summary(long texts, long truncated, double seconds) {}

  /**
   * Encodes every row and appends it to the file in the order of the stream. The writer is left
   * open; if anything is thrown, the caller aborts it.
   *
   * @param total how many rows there will be, or -1 when unknown
   * @param what names the work to {@code progress}, such as {@code "encode description"}
   * @throws IllegalArgumentException if the writer refuses a row, as it does an id seen before
   * @throws IOException if the disk refuses
   */
  public static Summary encode(
      TextEncoder encoder,
      Iterator<Row> rows,
      long total,
      VectorFileWriter writer,
      String what,
      Progress progress)
      throws IOException {
    Sink sink = (row, vector, cut) -> writer.add(row.id(), vector);
    return encode(encoder, rows, total, sink, what, progress);
  }

  /**
   * Encodes every row and hands its vector on, in the order of the stream and in the caller's
   * thread.
   *
   * @param total how many rows there will be, or -1 when unknown
   * @param what names the work to {@code progress}, such as {@code "encode description"}
   * @throws IOException if the sink throws it
   */
  public static Summary encode(
      TextEncoder encoder,
      Iterator<Row> rows,
      long total,
      Sink sink,
      String what,
      Progress progress)
      throws IOException {
    long start = System.nanoTime();
    long texts = 0;
    long truncated = 0;
    try (Progress.Task task = progress.start(what, total, "texts");
        EncodedStream<Row> windows = encoder.stream(rows, Row::text, Role.PASSAGE, task::advance)) {
      encoder.placement().ifPresent(placement -> placement.notes().forEach(task::note));
      while (windows.hasNext()) {
        EncodedStream.Window<Row> window = windows.next();
        Encoded encoded = window.encoded();
        for (int i = 0; i < window.items().size(); i++) {
          sink.add(window.items().get(i), encoded.vectors()[i], encoded.cut()[i]);
        }
        texts += window.items().size();
        truncated += encoded.truncated();
      }
    }
    return new Summary(texts, truncated, (System.nanoTime() - start) / 1e9);
  }
}
