package org.llmrec.retrieve;

import java.util.List;
import org.apache.lucene.util.FixedBitSet;

/**
 * A catalogue that changes while it is searched: an index on disk, which stays as it is, and blocks
 * of items that came later, each with its own small index in memory. A new item goes to the newest
 * block, which is indexed again for every {@link #apply} until it is full; so a change costs the
 * indexing of no more items than a block holds, however many there are. An item that is replaced or
 * deleted is marked as gone where it was. When more than half of what lies in full blocks is gone,
 * the blocks are laid together, which costs their items once.
 *
 * <p>It holds the items that were put in, with their vectors, on the heap. It is meant for what
 * comes in between two builds, thousands of items and not millions: every block is one more place
 * to search.
 *
 * <p>Thread-safe: any number of readers of {@link #view}, and writers one after the other.
 */
public final class LiveCatalogue {
  /** How many items a block holds. */
  public static final int BLOCK = 1_000;

  private final CatalogueIndex base;
  private final int blockSize;
  private volatile CatalogueView view;
  private FixedBitSet baseGone;
  private List<LiveBlock> blocks = List.of();

  /** Begins with the items of an index, which must stay open for as long as this is used. */
  public LiveCatalogue(CatalogueIndex base) {
    this(base, BLOCK);
  }

  LiveCatalogue(CatalogueIndex base, int blockSize) {
    this.base = base;
    this.blockSize = blockSize;
    this.view = CatalogueView.of(base);
    this.baseGone = new FixedBitSet(Math.max(1, base.size()));
  }

  /** The catalogue as it stands now. */
  public CatalogueView view() {
    return view;
  }

  /** How many items there are now that were put in since the index was built. */
  public synchronized int live() {
    return blocks.stream().mapToInt(block -> block.size() - block.goneCount()).sum();
  }

  /** How many of them have no text vector, and so are found by their words only. */
  public synchronized int wordsOnly() {
    return (int)
        blocks.stream()
            .flatMap(block -> block.present().stream())
            .filter(entry -> entry.textVector() == null)
            .count();
  }

  /**
   * Makes some changes, all at once to a reader, in their order. When this returns, the next {@link
   * #view} has them.
   *
   * @return the view that has them
   * @throws IllegalArgumentException if a vector has the wrong width or a value that is not finite;
   *     nothing has changed then
   * @throws IllegalStateException if the index has been closed; nothing has changed then
   */
  public synchronized CatalogueView apply(List<LiveChange> changes) {
    LiveDraft draft = new LiveDraft(base, blockSize, baseGone, blocks);
    for (LiveChange change : changes) {
      switch (change) {
        case LiveChange.Put put -> {
          requireWidths(put);
          draft.put(put);
        }
        case LiveChange.Delete delete -> draft.remove(delete.id());
      }
    }
    CatalogueView changed = draft.view();
    baseGone = draft.gone();
    blocks = draft.blocks();
    view = changed;
    return changed;
  }

  /** Widths must be those of the index: blocks of another could not be searched beside it. */
  private void requireWidths(LiveChange.Put put) {
    if (put.textVector() != null && base.size() > 0) {
      requireWidth(put.id(), "text", base.textDims(), put.textVector());
    }
    if (put.towerVector() != null && base.size() > 0) {
      requireWidth(put.id(), "tower", base.towerDims(), put.towerVector());
    }
  }

  private static void requireWidth(String id, String kind, int dims, float[] vector) {
    if (vector.length != dims) {
      throw new IllegalArgumentException(
          "item "
              + id
              + ": expected a "
              + kind
              + " vector of the index's "
              + dims
              + " numbers, found "
              + vector.length);
    }
  }
}
