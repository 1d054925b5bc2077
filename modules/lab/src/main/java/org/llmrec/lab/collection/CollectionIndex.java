package org.llmrec.lab.collection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.json.Json;
import org.llmrec.data.collection.CollectionDocument;
import org.llmrec.data.collection.CollectionFiles;
import org.llmrec.data.collection.DocumentReader;
import org.llmrec.data.record.Rejects;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.IndexedItem;

/**
 * The product's index of a collection's documents, in a folder that may serve the next run. A title
 * becomes the item's title, the text its description.
 *
 * <p>The folder holds {@code index}, {@code plain} (Lucene's own, for the comparison), {@code
 * rejects.jsonl}, and {@code collection.json}, which is written last and says what all is made of.
 */
final class CollectionIndex implements AutoCloseable {
  private static final String INDEX = "index";
  private static final String PLAIN = "plain";
  private static final String REJECTS = "rejects.jsonl";
  private static final String MANIFEST = "collection.json";
  private static final Set<String> OURS = Set.of(INDEX, PLAIN, REJECTS, MANIFEST, ".lock");

  private final Path folder;
  private final FolderLock lock;
  private final CollectionInput input;
  private CatalogueIndex index;
  private DocumentCounts counts;
  private boolean reused;

  private CollectionIndex(Path folder, FolderLock lock, CollectionInput input) {
    this.folder = folder;
    this.lock = lock;
    this.input = input;
  }

  /**
   * Takes the index that is there if it is one of the same files, else builds it.
   *
   * @param folder made when absent
   * @throws ConfigException if the folder has something else in it, another run is using it, or the
   *     input has no document
   */
  static CollectionIndex open(Path folder, CollectionInput input, boolean strict, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    requireOurs(folder);
    FolderLock lock =
        FolderLock.acquire(
            folder,
            "collection",
            holder ->
                new ConfigException(
                    WorkspaceCode.FOLDER_IN_USE,
                    folder + ": another run is using it (" + holder + "); wait for it to end"));
    CollectionIndex opened = new CollectionIndex(folder, lock, input);
    try {
      IndexManifest wanted = IndexManifest.of(input);
      if (!opened.reuse(wanted, strict)) {
        opened.build(wanted, strict, progress);
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireOurs(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      content
          .filter(found -> !OURS.contains(found.getFileName().toString()))
          .findFirst()
          .ifPresent(
              found -> {
                throw new ConfigException(
                    WorkspaceCode.FOLDER_NOT_EMPTY,
                    folder
                        + ": expected an empty folder, or one with the index of a collection, found "
                        + found.getFileName());
              });
    }
  }

  private boolean reuse(IndexManifest wanted, boolean strict) throws IOException {
    Path file = folder.resolve(MANIFEST);
    if (!Files.exists(file) || !Files.exists(folder.resolve(REJECTS))) {
      return false;
    }
    try {
      IndexManifest there = Json.read(file, IndexManifest.class);
      // A strict run has to end at the bad record that an earlier run passed over.
      if (!wanted.isOf(there) || (strict && there.counts().refused() > 0)) {
        return false;
      }
      index = CatalogueIndex.open(folder.resolve(INDEX));
      counts = there.counts();
      reused = true;
      return true;
    } catch (CorruptFileException | ConfigException e) {
      // Damaged, or of an earlier version: it is but a copy of the documents, and made anew.
      return false;
    }
  }

  private void build(IndexManifest wanted, boolean strict, Progress progress) throws IOException {
    Files.deleteIfExists(folder.resolve(MANIFEST));
    AtomicFiles.deleteTree(folder.resolve(INDEX));
    AtomicFiles.deleteTree(folder.resolve(PLAIN));
    try (Rejects rejects = Rejects.writingTo(folder.resolve(REJECTS), strict);
        DocumentReader reader =
            new DocumentReader(input.documents(), input.format(), input.charset(), rejects)) {
      int indexed = CatalogueIndexer.build(folder.resolve(INDEX), items(reader), progress).items();
      if (indexed == 0) {
        throw new ConfigException(
            DataCode.DATA_EMPTY,
            input.documents()
                + ": expected documents (<DOC>…</DOC> or JSON Lines), found none that can be used; "
                + rejects.counts());
      }
      counts =
          new DocumentCounts(
              CollectionFiles.below(input.documents()).size(),
              reader.read(),
              indexed,
              rejects.total(),
              reader.empty(),
              reader.unclosed(),
              reader.latin1Files());
    }
    index = CatalogueIndex.open(folder.resolve(INDEX));
    Json.write(folder.resolve(MANIFEST), wanted.with(counts));
  }

  private static Stream<IndexedItem> items(DocumentReader reader) {
    int[] ordinal = new int[1];
    return Stream.iterate(next(reader), Optional::isPresent, before -> next(reader))
        .map(found -> item(ordinal[0]++, found.orElseThrow()));
  }

  private static Optional<CollectionDocument> next(DocumentReader reader) {
    try {
      return Optional.ofNullable(reader.next());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the documents: " + e.getMessage(), e);
    }
  }

  private static IndexedItem item(int ordinal, CollectionDocument document) {
    Item item = new Item(document.id(), document.title(), document.text(), List.of(), Map.of());
    return new IndexedItem(ordinal, item, Map.of(), 0, null, null);
  }

  CatalogueIndex index() {
    return index;
  }

  /** Plain Lucene on the same documents. */
  PlainLucene plain(float k1, float b, Progress progress) throws IOException {
    return PlainLucene.open(folder.resolve(PLAIN), index, k1, b, progress);
  }

  DocumentCounts counts() {
    return counts;
  }

  boolean reused() {
    return reused;
  }

  /** The refused documents, one a line. */
  Path rejects() {
    return folder.resolve(REJECTS);
  }

  @Override
  public void close() throws IOException {
    index.close();
    lock.close();
  }
}
