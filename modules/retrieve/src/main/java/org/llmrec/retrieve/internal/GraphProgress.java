package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.InfoStream;
import org.llmrec.core.Progress;

/**
 * Tells how far the graphs of vectors are, which for a large catalogue take longer than all else:
 * Lucene says something whenever another ten thousand vectors are in.
 */
public final class GraphProgress extends InfoStream {
  private static final String GRAPHS = "HNSW";
  private static final int STEP = 10_000;

  private final AtomicLong told = new AtomicLong();
  private volatile Progress.Task task = Progress.silent().start("", 0, "");

  /** Merges all to one segment, and tells how far it is. */
  public void merge(IndexWriter writer, long vectors, Progress progress) throws IOException {
    try (Progress.Task graphs = progress.start("graphs", vectors, "vectors")) {
      task = graphs;
      writer.forceMerge(1);
      graphs.advance(Math.max(0, vectors - told.get()));
    }
  }

  @Override
  public void message(String component, String message) {
    // It also says when it has built none yet.
    if (message.startsWith("built ") && !message.startsWith("built 0 ")) {
      told.addAndGet(STEP);
      task.advance(STEP);
    }
  }

  @Override
  public boolean isEnabled(String component) {
    return component.equals(GRAPHS);
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
