package org.llmrec.lab.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.llmrec.core.Deadline;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.table.Ids;
import org.llmrec.lab.arm.ArmTexts;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueIndexer;
import org.llmrec.retrieve.CatalogueView;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.IndexedItem;
import org.llmrec.retrieve.WordScoring;
import org.llmrec.retrieve.signal.CatalogueSignals;
import org.llmrec.retrieve.signal.QueryScorer;

/** The texts of an arm in the product's own index, in a temporary folder. */
final class WordIndex implements AutoCloseable {
  private final Path folder;
  private final CatalogueIndex index;

  private WordIndex(Path folder, CatalogueIndex index) {
    this.folder = folder;
    this.index = index;
  }

  /**
   * Builds it.
   *
   * @param items the catalogue to score; an item of which the arm says nothing is never found
   * @param scratch where a folder may be made
   */
  static WordIndex build(ArmTexts texts, Ids items, Path scratch, Progress progress)
      throws IOException {
    Map<String, Item> shown = new HashMap<>();
    texts.items().forEach(item -> shown.put(item.id(), item));
    Path folder = Files.createTempDirectory(scratch, "words");
    try {
      Path target = folder.resolve("index");
      CatalogueIndexer.build(
          target,
          IntStream.range(0, items.size())
              .mapToObj(
                  i -> {
                    String id = items.get(i);
                    Item item = shown.getOrDefault(id, new Item(id, "", "", List.of(), Map.of()));
                    return new IndexedItem(i, item, answers(texts, id), 0, null, null);
                  }),
          progress);
      return new WordIndex(folder, CatalogueIndex.open(target));
    } catch (RuntimeException | Error e) {
      AtomicFiles.deleteTree(folder);
      throw e;
    }
  }

  private static Map<String, String> answers(ArmTexts texts, String item) {
    Map<String, String> answers = new LinkedHashMap<>();
    for (String prompt : texts.arm().prompts()) {
      String answer = texts.fields().getOrDefault(prompt, Map.of()).get(item);
      if (answer != null) {
        answers.put(prompt, answer);
      }
    }
    return answers;
  }

  /** Scores by the words of the query. */
  QueryScorer scorer(WordScoring scoring) {
    CatalogueView view = CatalogueView.of(index);
    return CatalogueSignals.words(
        view, view.search(Filter.none(), new int[0], Deadline.none()), scoring);
  }

  @Override
  public void close() {
    index.close();
    try {
      AtomicFiles.deleteTree(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be deleted", e);
    }
  }
}
