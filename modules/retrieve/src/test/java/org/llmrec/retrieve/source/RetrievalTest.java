package org.llmrec.retrieve.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.retrieve.CatalogueSearch;
import org.llmrec.retrieve.Filter;
import org.llmrec.retrieve.Hits;
import org.llmrec.retrieve.Source;
import org.llmrec.retrieve.TestCatalogue;

/** How sources share the caller's threads. */
class RetrievalTest {
  private static final Retrieval RETRIEVAL =
      Retrieval.of(
          new Part(new Tower(), 9),
          new Part(new History(), 9),
          new Part(new Popular(), 9),
          new Part(new Newcomers(), 9));

  @TempDir Path folder;
  private CatalogueIndex index;
  private CatalogueSearch search;
  private Seeker seeker;

  @BeforeEach
  void open() {
    Random random = new Random(5);
    TestCatalogue catalogue = TestCatalogue.random(random, 200, 7, 5);
    catalogue.build(folder.resolve("index"));
    index = CatalogueIndex.open(folder.resolve("index"));
    int[] liked = {1, 2, 3, 4, 5, 6, 7, 8};
    search = index.search(Filter.none(), liked, Deadline.none());
    seeker = Seeker.nobody().taste(TestCatalogue.vector(random, 5)).liked(liked);
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void eachPartFindsWhatItsSourceFindsAlone() {
    List<Hits> lists = RETRIEVAL.lists(search, seeker);
    for (int p = 0; p < lists.size(); p++) {
      CandidateSource source = RETRIEVAL.parts().get(p).from();
      assertEquals(source.find(search, seeker, 9).toString(), lists.get(p).toString());
    }
  }

  @Test
  void aBusyPoolHoldsNobodyUp() throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    try (ExecutorService busy = Executors.newFixedThreadPool(1)) {
      busy.execute(
          () -> {
            try {
              over.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      Retrieved found = RETRIEVAL.on(busy).find(search, seeker, 20);
      assertEquals(RETRIEVAL.find(search, seeker, 20).items(), found.items());
      over.countDown();
    }
  }

  @Test
  void aPoolThatTakesNoMoreLeavesAllToWhoAsks() {
    ExecutorService closed = Executors.newFixedThreadPool(1);
    closed.shutdown();
    assertEquals(
        RETRIEVAL.find(search, seeker, 20).items(),
        RETRIEVAL.on(closed).find(search, seeker, 20).items());
  }

  /** A source of somebody else's, in three pieces that each know one item. */
  private record Shards(RuntimeException broken) implements CandidateSource {
    @Override
    public Source source() {
      return Source.ALIKE;
    }

    @Override
    public Hits find(CatalogueSearch search, Seeker seeker, int k) {
      return pieces(search, seeker, k).find();
    }

    @Override
    public Pieces pieces(CatalogueSearch search, Seeker seeker, int k) {
      return new Pieces(
          IntStream.of(30, 10, 20)
              .<Supplier<Hits>>mapToObj(
                  ordinal ->
                      () -> {
                        if (broken != null && ordinal == 10) {
                          throw broken;
                        }
                        return Hits.best(
                            source(), new int[] {ordinal}, new float[] {ordinal}, 1, false);
                      })
              .toList(),
          answers -> {
            int[] ordinals = answers.stream().mapToInt(hits -> hits.ordinal(0)).toArray();
            return Hits.best(source(), ordinals, new float[] {3, 1, 2}, k, false);
          });
    }
  }

  @Test
  void piecesComeTogetherInTheirOrder() {
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Retrieval retrieval = Retrieval.of(new Part(new Shards(null), 2)).on(threads);
      Retrieved found = retrieval.find(search, seeker, 5);
      assertEquals(List.of(30, 20), IntStream.of(found.ordinals()).boxed().toList());
      assertTrue(found.sources().getFirst().time().toNanos() > 0);
    }
  }

  @Test
  void whatASourceThrowsIsThrownAsItIs() {
    LlmrecException broken = new LlmrecException(MachineCode.INTERRUPTED, "x");
    Retrieval retrieval = Retrieval.of(new Part(new Popular(), 2), new Part(new Shards(broken), 2));
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Retrieval each : List.of(retrieval, retrieval.on(threads))) {
        assertSame(broken, assertThrows(LlmrecException.class, () -> each.find(search, seeker, 5)));
      }
    }
  }
}
