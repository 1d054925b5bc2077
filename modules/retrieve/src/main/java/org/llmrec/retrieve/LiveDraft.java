package org.llmrec.retrieve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.lucene.util.FixedBitSet;

/**
 * The next state of a {@link LiveCatalogue} while changes are made to it. Shares with the state
 * before it what does not change, and never changes what is shared. For one thread.
 */
final class LiveDraft {
  private final CatalogueIndex base;
  private final int blockSize;
  private final FixedBitSet gone;
  private final List<LiveBlock> blocks;
  private final Set<LiveBlock> own = Collections.newSetFromMap(new IdentityHashMap<>());

  LiveDraft(CatalogueIndex base, int blockSize, FixedBitSet gone, List<LiveBlock> blocks) {
    this.base = base;
    this.blockSize = blockSize;
    this.gone = gone.clone();
    this.blocks = new ArrayList<>(blocks);
  }

  void put(LiveChange.Put put) {
    LiveEntry entry = LiveEntry.of(put, base);
    remove(put.id());
    if (blocks.isEmpty() || (blocks.getLast().isFull() && !blocks.getLast().knows(put.id()))) {
      compact();
      blocks.add(fresh());
    }
    own(blocks.size() - 1).put(entry);
  }

  void remove(String id) {
    int before = base.ordinal(id);
    if (before >= 0) {
      gone.set(before);
    }
    for (int b = 0; b < blocks.size(); b++) {
      if (blocks.get(b).has(id)) {
        own(b).remove(id);
      }
    }
  }

  private LiveBlock fresh() {
    LiveBlock block = LiveBlock.empty(blockSize, base);
    own.add(block);
    return block;
  }

  private LiveBlock own(int b) {
    LiveBlock block = blocks.get(b);
    if (!own.contains(block)) {
      block = block.copy();
      own.add(block);
      blocks.set(b, block);
    }
    return block;
  }

  private void compact() {
    int total = blocks.stream().mapToInt(LiveBlock::size).sum();
    int lost = blocks.stream().mapToInt(LiveBlock::goneCount).sum();
    if (2 * lost <= total) {
      return;
    }
    List<LiveEntry> present = blocks.stream().flatMap(block -> block.present().stream()).toList();
    blocks.clear();
    for (LiveEntry entry : present) {
      if (blocks.isEmpty() || blocks.getLast().isFull()) {
        blocks.add(fresh());
      }
      blocks.getLast().put(entry);
    }
  }

  FixedBitSet gone() {
    return gone;
  }

  List<LiveBlock> blocks() {
    return blocks;
  }

  /** Indexes what is new. */
  CatalogueView view() {
    List<CataloguePart> parts = new ArrayList<>();
    if (base.size() > 0) {
      parts.add(new CataloguePart(base, 0, gone.cardinality() == 0 ? null : gone));
    }
    int start = base.size();
    for (LiveBlock block : blocks) {
      parts.add(block.part(start));
      start += block.size();
    }
    return new CatalogueView(base, parts);
  }
}
