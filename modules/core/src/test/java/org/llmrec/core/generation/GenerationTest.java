package org.llmrec.core.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;

class GenerationTest {
  @TempDir Path folder;
  private Path workspace;

  @BeforeEach
  void makeWorkspace() throws IOException {
    workspace = Files.createDirectory(folder.resolve("ws"));
  }

  @Test
  void servesWhatWasPublished() throws IOException {
    StageEntry items = Samples.output(workspace, "import", 1, "items");
    StageEntry vectors = Samples.output(workspace, "encode/description", 2, "vectors");
    String id =
        GenerationStore.publish(workspace, Map.of("import", items, "encode/description", vectors));
    try (Generation generation = Generation.pinCurrent(workspace)) {
      assertEquals(id, generation.id());
      assertEquals(Set.of("import", "encode/description"), generation.manifest().stages().keySet());
      assertTrue(generation.has("encode/description"));
      assertFalse(generation.has("encode"));
      assertEquals("vectors", Files.readString(generation.file("encode/description", "data.txt")));
      assertEquals(
          generation.folder("import").resolve("data.txt"), generation.file("import", "data.txt"));
      generation.verify();
      assertTrue(
          assertThrows(ConfigException.class, () -> generation.folder("train"))
              .getMessage()
              .contains("expected stage train, found [encode/description, import]"));
      assertTrue(
          assertThrows(ConfigException.class, () -> generation.file("import", "x.csv"))
              .getMessage()
              .contains("x.csv"));
    }
  }

  @Test
  void nothingPublishedIsTheCallersMistake() {
    ConfigException e = assertThrows(ConfigException.class, () -> Generation.pinCurrent(workspace));
    assertTrue(e.getMessage().contains("llmrec build"), e.getMessage());
  }

  @Test
  void idsGrowAndSortByAge() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(Samples.publish(workspace, i));
    }
    assertEquals(ids, GenerationStore.list(workspace));
    assertEquals(ids.get(2), GenerationStore.current(workspace).orElseThrow());
  }

  @Test
  void aPinOutlivesPublicationAndRetirement() throws IOException {
    String first = Samples.publish(workspace, 1);
    Generation reader = Generation.pinCurrent(workspace);
    Generation second = Generation.pinCurrent(workspace);
    String newer = Samples.publish(workspace, 2);
    assertEquals(List.of(), GenerationStore.retire(workspace));
    assertEquals(Set.of(first), GenerationStore.pinned(workspace));
    try (Generation fresh = Generation.pinCurrent(workspace)) {
      assertEquals(newer, fresh.id());
    }
    second.close();
    second.close();
    assertEquals(List.of(), GenerationStore.retire(workspace));
    reader.verify();
    assertEquals("text 1", Files.readString(reader.file("import", "data.txt")));
    reader.close();
    assertEquals(
        List.of("generations/" + first, "stages/import/0000000000000001"),
        GenerationStore.retire(workspace));
    assertEquals(List.of(newer), GenerationStore.list(workspace));
  }

  @Test
  void anOutputSharedByTwoGenerationsStays() throws IOException {
    StageEntry shared = Samples.output(workspace, "model", 7, "model");
    GenerationStore.publish(
        workspace, Map.of("model", shared, "import", Samples.output(workspace, "import", 1, "a")));
    GenerationStore.publish(
        workspace, Map.of("model", shared, "import", Samples.output(workspace, "import", 2, "b")));
    assertEquals(2, GenerationStore.retire(workspace).size());
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation.verify();
    }
  }

  @Test
  void anotherProcessPins() throws Exception {
    String first = Samples.publish(workspace, 1);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PinningChild.class.getName(),
                workspace.toString())
            .redirectError(folder.resolve("child.log").toFile())
            .start();
    try {
      while (!Files.exists(folder.resolve("pinned"))) {
        assertTrue(child.isAlive(), () -> read(folder.resolve("child.log")));
        Thread.sleep(5);
      }
      assertEquals(first, Files.readString(folder.resolve("pinned")));
      Samples.publish(workspace, 2);
      assertEquals(List.of(), GenerationStore.retire(workspace));
      assertEquals(Set.of(first), GenerationStore.pinned(workspace));
      child.getOutputStream().write('\n');
      child.getOutputStream().flush();
      assertTrue(child.waitFor(60, TimeUnit.SECONDS));
      assertEquals(0, child.exitValue(), () -> read(folder.resolve("child.log")));
      assertEquals("text 1", Files.readString(folder.resolve("read")));
    } finally {
      child.destroyForcibly();
    }
    assertEquals(2, GenerationStore.retire(workspace).size());
  }

  @Test
  void aKilledProcessPinsNothing() throws Exception {
    Samples.publish(workspace, 1);
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PinningChild.class.getName(),
                workspace.toString())
            .redirectError(folder.resolve("child.log").toFile())
            .start();
    while (!Files.exists(folder.resolve("pinned"))) {
      assertTrue(child.isAlive(), () -> read(folder.resolve("child.log")));
      Thread.sleep(5);
    }
    Samples.publish(workspace, 2);
    child.destroyForcibly().waitFor();
    assertEquals(2, GenerationStore.retire(workspace).size());
  }

  @Test
  void readersNeverMissAFileWhileAWriterPublishesAndRetires() throws Exception {
    Samples.publish(workspace, 0);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService readers =
        Executors.newFixedThreadPool(4, task -> new Thread(task, "generation-reader"));
    try {
      Callable<Integer> reader =
          () -> {
            int reads = 0;
            while (!done.get() || reads == 0) {
              try (Generation generation = Generation.pinCurrent(workspace)) {
                generation.verify();
                reads++;
              }
            }
            return reads;
          };
      List<Future<Integer>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(readers.submit(reader));
      }
      for (int key = 1; key <= 60; key++) {
        Samples.publish(workspace, key);
        GenerationStore.retire(workspace);
      }
      done.set(true);
      for (Future<Integer> each : running) {
        assertTrue(each.get() > 0);
      }
    } finally {
      done.set(true);
      readers.shutdownNow();
    }
    GenerationStore.retire(workspace);
    assertEquals(1, GenerationStore.list(workspace).size());
  }

  @Test
  void readingWritesNothing() throws IOException {
    Samples.publish(workspace, 1);
    Map<Path, String> before = times();
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation.verify();
    }
    assertEquals(before, times());
  }

  @Test
  void aReadOnlyFolderCanBeRead() throws IOException {
    Samples.publish(workspace, 1);
    try (Stream<Path> walk = Files.walk(workspace)) {
      for (Path path : walk.toList()) {
        Files.setPosixFilePermissions(
            path,
            PosixFilePermissions.fromString(Files.isDirectory(path) ? "r-xr-xr-x" : "r--r--r--"));
      }
    }
    try {
      Assumptions.assumeFalse(
          Files.isWritable(workspace), "this user may write even where nobody may");
      try (Generation generation = Generation.pinCurrent(workspace)) {
        generation.verify();
        assertEquals(Set.of(generation.id()), GenerationStore.pinned(workspace));
      }
      assertEquals(Set.of(), GenerationStore.pinned(workspace));
    } finally {
      try (Stream<Path> walk = Files.walk(workspace)) {
        for (Path path : walk.filter(Files::isDirectory).toList()) {
          Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  @Test
  void sweepingRemovesLeftoversAndNothingElse() throws IOException {
    StageEntry entry = Samples.output(workspace, "encode/description", 1, "a");
    Path hidden = workspace.resolve(entry.folder()).resolve(".config");
    Files.writeString(hidden, "part of the output");
    Path stage = workspace.resolve("stages/encode/description");
    Files.createDirectories(stage.resolve(".0000000000000002.tmp/deep"));
    Samples.publish(workspace, 3);
    Files.createDirectories(workspace.resolve("generations/.x.tmp"));
    GenerationStore.sweep(workspace);
    assertTrue(Files.exists(hidden));
    assertFalse(Files.exists(stage.resolve(".0000000000000002.tmp")));
    assertFalse(Files.exists(workspace.resolve("generations/.x.tmp")));
    try (Generation generation = Generation.pinCurrent(workspace)) {
      generation.verify();
    }
  }

  @Test
  void publishingAMissingFileIsRefusedAndChangesNothing() throws IOException {
    String first = Samples.publish(workspace, 1);
    StageEntry entry = Samples.output(workspace, "import", 2, "b");
    Files.delete(workspace.resolve(entry.files().get(0).path()));
    assertThrows(
        RuntimeException.class, () -> GenerationStore.publish(workspace, Map.of("import", entry)));
    assertEquals(first, GenerationStore.current(workspace).orElseThrow());
    assertEquals(List.of(first), GenerationStore.list(workspace));
    assertThrows(
        NoSuchFileException.class,
        () -> GenerationStore.manifest(workspace, "000099-000000000000"));
  }

  private Map<Path, String> times() throws IOException {
    try (Stream<Path> walk = Files.walk(workspace)) {
      return walk.collect(
          java.util.stream.Collectors.toMap(
              path -> path, path -> path.toFile().lastModified() + "/" + path.toFile().length()));
    }
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
