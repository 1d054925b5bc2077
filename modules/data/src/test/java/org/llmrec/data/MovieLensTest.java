package org.llmrec.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.data.catalogue.CatalogueCounts;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.catalogue.CatalogueImport;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.catalogue.ImportedCatalogue;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionCounts;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.protocol.JudgedQueries;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.SplitFiles;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.split.PerUserSplit;
import org.llmrec.data.split.Split;
import org.llmrec.data.split.SplitOptions;
import org.llmrec.data.table.InteractionTable;

/** The real files, where they lie beside the repository. */
class MovieLensTest {
  private static final Path DATA =
      Path.of(System.getProperty("llmrec.root", "."), "..", "shared", "data", "movielens-small");

  @TempDir Path folder;

  @BeforeEach
  void needsTheFiles() {
    Assumptions.assumeTrue(Files.isRegularFile(DATA.resolve("items.jsonl")), "no MovieLens here");
  }

  @Test
  void theDescribedCatalogueIsReadWithoutMapping() throws IOException {
    Path out = folder.resolve("catalogue.jsonl");
    Rejects rejects = Rejects.counting();
    CatalogueSource source = CatalogueSource.of(DATA.resolve("items.jsonl"));
    ImportedCatalogue imported = CatalogueImport.run(source, out, rejects, Progress.silent());
    assertEquals(new CatalogueCounts(9_125, 9_125, 0, 2_820, 0), imported.counts());
    List<Item> items = CatalogueFiles.read(out);
    assertEquals("Toy Story (1995)", items.getFirst().title());
    assertEquals(
        List.of("Adventure", "Animation", "Children", "Comedy", "Fantasy"),
        items.getFirst().categories());
    assertEquals(Set.of("year", "source", "match"), items.getFirst().attributes().keySet());
  }

  @Test
  void theFolderIsReadAndSplitByProtocolA() throws IOException {
    Rejects rejects = Rejects.counting();
    CatalogueSource movies = new CatalogueSource(DATA, Format.MOVIELENS, Map.of());
    ImportedCatalogue imported =
        CatalogueImport.run(movies, folder.resolve("c.jsonl"), rejects, Progress.silent());
    assertEquals(9_125, imported.counts().accepted());
    Feedback feedback = new Feedback.Threshold(4);
    InteractionSource ratings =
        new InteractionSource(DATA, Format.MOVIELENS, Map.of(), feedback, Repeats.LATEST);
    Path out = folder.resolve("i.csv");
    InteractionCounts counts =
        InteractionImport.run(ratings, imported.items(), out, rejects, Progress.silent());
    assertEquals(100_004, counts.accepted());
    assertEquals(671, counts.users());
    assertEquals(0, counts.merged());
    assertEquals(0, rejects.total());
    InteractionTable positives = InteractionTable.read(out).positives(feedback);
    assertEquals(counts.positives(), positives.size());
    Split split = PerUserSplit.of(positives, SplitOptions.protocolA(42));
    assertEquals(625, new HashSet<>(split.test().users().asList()).size());
    assertEquals(6_164, split.train().items().size());
    assertEquals(51_282, split.train().size() + split.validation().size() + split.test().size());
  }

  @Test
  void everyProtocolCutsTheRealThing() throws IOException {
    InteractionTable positives = positives();
    Map<Protocol, List<Integer>> sizes =
        Map.of(
            Protocol.A_TRAIN, List.of(625, 6_164, 51_282, 625),
            Protocol.A_REFIT, List.of(625, 6_164, 51_282, 625),
            Protocol.B, List.of(666, 6_169, 51_561, 666),
            Protocol.C, List.of(671, 6_170, 51_568, 81),
            Protocol.COLD_ITEMS, List.of(625, 6_164, 51_282, 1_164),
            Protocol.COLD_USERS, List.of(625, 6_164, 51_282, 189));
    for (Map.Entry<Protocol, List<Integer>> each : sizes.entrySet()) {
      ProtocolSplit split = ProtocolSplit.of(positives, ProtocolOptions.of(each.getKey(), 1));
      Map<String, Integer> counts = split.counts();
      int dealt = counts.get("train") + counts.get("validation") + counts.get("test");
      assertEquals(
          each.getValue(),
          List.of(counts.get("users"), counts.get("items"), dealt, counts.get("test cases")),
          each.getKey().label());
      Path files = folder.resolve(each.getKey().label());
      SplitFiles.write(files, split);
      assertEquals(split.hash(), SplitFiles.read(files).hash());
    }
    List<JudgedQuery> queries =
        JudgedQueries.fromTags(DATA.resolve("tags.csv"), positives.items()::contains, 3);
    assertEquals(92, queries.size());
    ProtocolSplit search = ProtocolSplit.search(queries, positives, positives.items().asList(), 1);
    assertEquals(46, search.testCases().size());
    assertEquals(51_568, search.testing().positives().size());
  }

  private InteractionTable positives() throws IOException {
    Rejects rejects = Rejects.counting();
    CatalogueSource movies = new CatalogueSource(DATA, Format.MOVIELENS, Map.of());
    ImportedCatalogue imported =
        CatalogueImport.run(movies, folder.resolve("c.jsonl"), rejects, Progress.silent());
    Feedback feedback = new Feedback.Threshold(4);
    Path out = folder.resolve("i.csv");
    InteractionImport.run(
        new InteractionSource(DATA, Format.MOVIELENS, Map.of(), feedback, Repeats.LATEST),
        imported.items(),
        out,
        rejects,
        Progress.silent());
    return InteractionTable.read(out).positives(feedback);
  }
}
