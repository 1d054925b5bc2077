package org.llmrec.retrieve.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.Deadline;
import org.llmrec.core.Progress;
import org.llmrec.retrieve.VectorEncoding;

/** An index that is written in many pieces, as a catalogue too large for the buffer is. */
class GraphsAtLastTest {
  private static final int ITEMS = 11_000;
  private static final int DIMS = 16;

  @ParameterizedTest
  @CsvSource({"FLOAT, 1, 2500", "FLOAT, 3, 100", "INT8, 2, 2500"})
  void manyPiecesBecomeOneInTheirOrderWithAGraph(VectorEncoding encoding, int threads, int piece)
      throws IOException {
    Heard heard = new Heard();
    try (Directory memory = new ByteBuffersDirectory();
        VectorCodec codec = new VectorCodec(encoding, threads)) {
      GraphProgress graphs = new GraphProgress();
      IndexWriterConfig config =
          new IndexWriterConfig()
              .setCodec(codec.codec())
              .setMergePolicy(new InOrderMerges())
              .setMergeScheduler(new SerialMergeScheduler())
              .setMaxBufferedDocs(piece)
              .setInfoStream(graphs);
      try (IndexWriter writer = new IndexWriter(memory, config)) {
        PerturbedVectors vectors = new PerturbedVectors(5, DIMS);
        for (int i = 0; i < ITEMS; i++) {
          Document document = new Document();
          document.add(new NumericDocValuesField("number", i));
          document.add(
              new KnnFloatVectorField(
                  IndexFields.TEXT, vectors.next(), VectorSimilarityFunction.DOT_PRODUCT));
          writer.addDocument(document);
        }
        graphs.merge(writer, ITEMS, heard);
      }
      try (DirectoryReader reader = DirectoryReader.open(memory)) {
        assertEquals(1, reader.leaves().size());
        LeafReader leaf = reader.leaves().get(0).reader();
        NumericDocValues numbers = leaf.getNumericDocValues("number");
        for (int i = 0; i < ITEMS; i++) {
          assertTrue(numbers.advanceExact(i));
          assertEquals(i, numbers.longValue());
        }
        walks(leaf);
      }
    }
    assertEquals(ITEMS, heard.units.get());
  }

  /** Without a graph all would be visited. */
  private static void walks(LeafReader leaf) throws IOException {
    Walk walk = new Walk(20, ITEMS, new Timeout(Deadline.none()));
    float[] query = new PerturbedVectors(5, DIMS).next();
    ScoreDoc[] hits = walk.over(leaf, IndexFields.TEXT, query, null, ITEMS);
    assertEquals(0, hits[0].doc, "the vector itself");
    assertTrue(walk.visitedCount() < ITEMS / 5, () -> "visited " + walk.visitedCount());
  }

  private static final class Heard implements Progress, Progress.Task {
    private final AtomicLong units = new AtomicLong();

    @Override
    public Task start(String what, long total, String unit) {
      return this;
    }

    @Override
    public void advance(long more) {
      units.addAndGet(more);
    }

    @Override
    public void note(String line) {}

    @Override
    public void close() {}
  }
}
