package org.llmrec.retrieve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.FixedBitSet;

/**
 * Some items that were put in, with their own index in memory. A block is changed in a copy and
 * never under a reader: {@link #copy} shares the index until the items differ. For one thread.
 */
final class LiveBlock {
  private static final Path NAME = Path.of("live items");

  private final List<LiveEntry> entries;
  private final Map<String, Integer> places;
  private final FixedBitSet gone;
  private final IndexOptions options;
  private CatalogueIndex index;

  private LiveBlock(
      List<LiveEntry> entries,
      Map<String, Integer> places,
      FixedBitSet gone,
      IndexOptions options,
      CatalogueIndex index) {
    this.entries = entries;
    this.places = places;
    this.gone = gone;
    this.options = options;
    this.index = index;
  }

  /** With room for so many items, analysed as those of the base; vectors as they are. */
  static LiveBlock empty(int capacity, CatalogueIndex base) {
    IndexOptions options = new IndexOptions(base.options().language(), VectorEncoding.FLOAT);
    return new LiveBlock(
        new ArrayList<>(), new HashMap<>(), new FixedBitSet(capacity), options, null);
  }

  LiveBlock copy() {
    return new LiveBlock(
        new ArrayList<>(entries), new HashMap<>(places), gone.clone(), options, index);
  }

  int size() {
    return entries.size();
  }

  boolean isFull() {
    return entries.size() == gone.length();
  }

  int goneCount() {
    return gone.cardinality();
  }

  /** Takes an item in; one with the id of another in this block gets its place. */
  void put(LiveEntry entry) {
    Integer place = places.putIfAbsent(entry.item().id(), entries.size());
    if (place == null) {
      entries.add(entry);
    } else {
      entries.set(place, entry);
      gone.clear(place);
    }
    index = null;
  }

  /** Whether an item of this id was here, be it gone by now. */
  boolean knows(String id) {
    return places.containsKey(id);
  }

  /** Whether an item of this id is here. */
  boolean has(String id) {
    Integer place = places.get(id);
    return place != null && !gone.get(place);
  }

  /** Takes an item out that is here. */
  void remove(String id) {
    gone.set(places.get(id));
  }

  /** The items that are here. */
  List<LiveEntry> present() {
    return IntStream.range(0, entries.size())
        .filter(i -> !gone.get(i))
        .mapToObj(entries::get)
        .toList();
  }

  /** Indexes what is not indexed yet, and gives it out as a part that this block won't change. */
  CataloguePart part(int start) {
    if (index == null) {
      ByteBuffersDirectory memory = new ByteBuffersDirectory();
      CatalogueIndexer.build(
          memory,
          IntStream.range(0, entries.size()).mapToObj(i -> entries.get(i).indexed(i)).toList(),
          options);
      index = CatalogueIndex.open(NAME, memory);
    }
    return new CataloguePart(index, start, gone.cardinality() == 0 ? null : gone.clone());
  }
}
