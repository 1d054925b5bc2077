package org.llmrec.retrieve.internal;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.MergeInfo;

/**
 * Writes vectors alone until everything is merged to one segment, and only then their graph: else a
 * vector is put into a graph with every segment that it passes through. What is written bears the
 * name of Lucene's own format, which reads it.
 */
final class GraphsAtLast extends KnnVectorsFormat {
  private final KnnVectorsFormat plain;
  private final KnnVectorsFormat graph;

  /** Two shapes of one format. */
  GraphsAtLast(KnnVectorsFormat plain, KnnVectorsFormat graph) {
    super(graph.getName());
    this.plain = plain;
    this.graph = graph;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    MergeInfo merge = state.context.mergeInfo();
    boolean last = merge != null && merge.mergeMaxNumSegments() == 1;
    return (last ? graph : plain).fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return graph.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return graph.getMaxDimensions(field);
  }
}
