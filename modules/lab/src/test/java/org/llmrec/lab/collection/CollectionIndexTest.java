package org.llmrec.lab.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;

/** The index that stays, and when it is made anew. */
class CollectionIndexTest {
  @TempDir Path folder;
  private Path kept;
  private Path documents;
  private CollectionInput input;

  @BeforeEach
  void copy() throws IOException {
    kept = folder.resolve("kept");
    documents = TinyCollection.jsonLines(folder.resolve("documents.jsonl"), false);
    input = CollectionInput.of(documents, TinyCollection.TOPICS, TinyCollection.QRELS);
  }

  private CollectionResult run(boolean strict) throws IOException {
    CollectionOptions options =
        CollectionOptions.plain().index(kept).compareLucene(true).strict(strict);
    return CollectionRun.run(input, options);
  }

  private void append(String line) throws IOException {
    Files.writeString(documents, Files.readString(documents) + line + "\n");
  }

  @Test
  void theSameFilesFindItThere() throws IOException {
    CollectionResult first = run(false);
    assertFalse(first.reusedIndex());
    CollectionResult second = run(true);
    assertTrue(second.reusedIndex());
    assertEquals(first.documents(), second.documents());
    assertEquals(first.perTopic(), second.perTopic());
    assertEquals(first.lucene(), second.lucene());
  }

  @Test
  void otherBytesAreIndexedAnew() throws IOException {
    run(false);
    append("{\"_id\": \"new\", \"text\": \"a lighthouse lens\"}");
    CollectionResult second = run(false);
    assertFalse(second.reusedIndex());
    assertEquals(61, second.documents().indexed());
  }

  @Test
  void badRecordsAreToldEachTimeAndEndAStrictRun() throws IOException {
    append("{\"text\": \"nameless\"}");
    CollectionResult first = run(false);
    CollectionResult second = run(false);
    assertTrue(second.reusedIndex());
    for (CollectionResult result : List.of(first, second)) {
      assertEquals(1, result.documents().refused());
      assertEquals(
          List.of(documents + ":61: id: missing: the field is missing or empty"),
          result.refusals());
    }
    assertThrows(BadRecordException.class, () -> run(true));
    assertFalse(run(false).reusedIndex());
  }

  @Test
  void aDamagedIndexIsMadeAnew() throws IOException {
    CollectionResult first = run(false);
    for (String part : List.of("index", "plain")) {
      try (Stream<Path> files = Files.list(kept.resolve(part))) {
        for (Path file : files.filter(f -> f.getFileName().toString().startsWith("seg")).toList()) {
          Files.write(file, new byte[] {1, 2, 3});
        }
      }
    }
    CollectionResult second = run(false);
    assertFalse(second.reusedIndex());
    assertEquals(first.perTopic(), second.perTopic());
    Files.writeString(kept.resolve("collection.json"), "{");
    assertFalse(run(false).reusedIndex());
    assertTrue(run(false).reusedIndex());
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Files.createDirectories(kept.resolve("index"));
    Files.writeString(kept.resolve("thesis.txt"), "years of work");
    String message = assertThrows(ConfigException.class, () -> run(false)).getMessage();
    assertTrue(message.contains("found thesis.txt"), message);
    assertTrue(Files.exists(kept.resolve("index")));
  }

  @Test
  void twoRunsDoNotShareAFolder() throws IOException {
    try (CollectionIndex open = CollectionIndex.open(kept, input, false, Progress.silent())) {
      assertEquals(60, open.index().size());
      String message = assertThrows(ConfigException.class, () -> run(false)).getMessage();
      assertTrue(message.contains("another run is using it"), message);
    }
    assertTrue(run(false).reusedIndex());
  }
}
