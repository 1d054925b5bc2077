package org.llmrec.encode.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.fetch.internal.Addresses;
import org.llmrec.encode.fetch.internal.Download;
import org.llmrec.encode.fetch.internal.Pinned;
import org.llmrec.encode.fetch.internal.Unpinned;

/** Whatever the server does, the file ends up right or not at all. */
class DownloadTest {
  private static final int SIZE = 400_000;
  private static final FetchOptions QUICK =
      new FetchOptions(1 << 20, false, 3, Duration.ZERO, Duration.ofSeconds(20));

  @TempDir Path folder;
  private FileServer server;
  private Path part;
  private byte[] content;

  @BeforeEach
  void start() throws IOException {
    server = new FileServer();
    content = bytes(1);
    server.files.put("model.onnx", content);
    part = folder.resolve("model.onnx.part");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aBreakIsGoneOnWith() throws IOException {
    server.breaks.set(2);
    get(QUICK);
    assertArrayEquals(content, Files.readAllBytes(part));
    assertEquals("model.onnx -", server.requests.get(0));
    assertTrue(server.requests.get(1).startsWith("model.onnx bytes="), server.requests::toString);
    assertEquals(3, server.requests.size());
  }

  @Test
  void aSecondProcessGoesOnWhereTheFirstEnded() throws IOException {
    stopInTheMiddle();
    long had = Files.size(part);
    assertTrue(had > 0 && had < SIZE, "had " + had);
    server.requests.clear();
    get(QUICK);
    assertArrayEquals(content, Files.readAllBytes(part));
    assertEquals(List.of("model.onnx bytes=" + had + "-"), server.requests);
    server.requests.clear();
    get(QUICK);
    assertEquals(List.of("model.onnx bytes=" + SIZE + "-"), server.requests);
    assertArrayEquals(content, Files.readAllBytes(part));
  }

  @Test
  void aServerThatIgnoresRangeStartsOver() throws IOException {
    server.ignoresRange = true;
    server.breaks.set(1);
    get(QUICK);
    assertArrayEquals(content, Files.readAllBytes(part));
  }

  @Test
  void aFileThatChangedInBetweenStartsOver() throws IOException {
    for (boolean rude : new boolean[] {false, true}) {
      server.files.put("model.onnx", content);
      server.etag = "\"v1\"";
      server.ignoresIfRange = rude;
      stopInTheMiddle();
      byte[] other = bytes(2);
      server.files.put("model.onnx", other);
      server.etag = "\"v2\"";
      get(QUICK);
      assertArrayEquals(other, Files.readAllBytes(part), "If-Range ignored: " + rude);
    }
  }

  @Test
  void withoutAWordOfTheServerOnlyAPinnedFileIsGoneOnWith() throws IOException {
    server.etag = null;
    stopInTheMiddle();
    server.requests.clear();
    get(QUICK);
    assertEquals(List.of("model.onnx -"), server.requests);

    stopInTheMiddle();
    server.requests.clear();
    getPinned(content);
    assertTrue(server.requests.get(0).contains("bytes="), server.requests::toString);
    assertArrayEquals(content, Files.readAllBytes(part));
  }

  @Test
  void partsOfTwoVersionsAreNoticedByTheirHash() throws IOException {
    server.etag = null;
    stopInTheMiddle();
    byte[] other = bytes(2);
    server.files.put("model.onnx", other);
    getPinned(other);
    assertArrayEquals(other, Files.readAllBytes(part));
  }

  @Test
  void wrongBytesAreDeleted() {
    server.files.put("model.onnx", bytes(2));
    CorruptFileException refusal =
        assertThrows(CorruptFileException.class, () -> getPinned(content));
    assertTrue(refusal.getMessage().contains("SHA-256"));
    assertTrue(refusal.getMessage().contains(server.base()), refusal.getMessage());
    assertEquals(0, folder.toFile().list().length);
  }

  @Test
  void whatIsTooLargeIsRefused() {
    for (boolean chunked : new boolean[] {false, true}) {
      server.chunked = chunked;
      LlmrecException refusal =
          assertThrows(LlmrecException.class, () -> get(QUICK.sizeLimit(SIZE - 1)));
      assertTrue(refusal.getMessage().contains("at most 399999 bytes"), refusal.getMessage());
      assertTrue(!Files.exists(part) || part.toFile().length() < SIZE);
    }
  }

  @Test
  void aRefusalIsSaidAtOnceAndATroubleIsTriedAgain() {
    server.status = 403;
    LlmrecException refusal = assertThrows(LlmrecException.class, () -> get(QUICK));
    assertTrue(refusal.getMessage().contains("status 403"), refusal.getMessage());
    assertEquals(1, server.requests.size());
    server.status = 503;
    refusal = assertThrows(LlmrecException.class, () -> get(QUICK));
    assertTrue(refusal.getMessage().contains("broke 3 times in a row"), refusal.getMessage());
    assertEquals(4, server.requests.size());
  }

  @Test
  void aRedirectIsFollowedWhereWeMayGoAndNowhereElse() throws IOException {
    server.redirects.put("old.onnx", server.base() + "model.onnx?signature=secret");
    try (Download download = new Download(QUICK, Progress.silent())) {
      new Unpinned(download, part).get(URI.create(server.base() + "old.onnx"), SIZE, false);
    }
    assertArrayEquals(content, Files.readAllBytes(part));
    for (String elsewhere : List.of("http://models.invalid/x", "file:///etc/hostname")) {
      server.redirects.put("model.onnx", elsewhere);
      ConfigException refusal = assertThrows(ConfigException.class, () -> get(QUICK));
      assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
    }
    server.redirects.put("model.onnx", server.base() + "model.onnx");
    assertTrue(
        assertThrows(LlmrecException.class, () -> get(QUICK))
            .getMessage()
            .contains("more than 7 times"));
  }

  @Test
  void httpIsForThisMachine() {
    for (String fine :
        List.of("https://models.invalid/a", "http://localhost:1/", "http://[::1]/")) {
      new Addresses(false).base(fine);
    }
    new Addresses(true).base("http://models.invalid/");
    for (String wrong :
        List.of(
            "http://models.invalid/",
            "http://127.0.0.1.models.invalid/",
            "ftp://models.invalid/",
            "models.invalid/x",
            "https://user:word@models.invalid/",
            "https://models.invalid/?token=x",
            "https://models invalid/")) {
      ConfigException refusal =
          assertThrows(ConfigException.class, () -> new Addresses(false).base(wrong), wrong);
      assertFalse(refusal.getMessage().contains("word"), refusal.getMessage());
    }
  }

  private void stopInTheMiddle() throws IOException {
    Files.deleteIfExists(part);
    server.breaks.set(1);
    FetchOptions once = new FetchOptions(1 << 20, false, 1, Duration.ZERO, Duration.ofSeconds(20));
    LlmrecException broke = assertThrows(LlmrecException.class, () -> get(once));
    assertTrue(broke.getMessage().contains("the same command goes on"), broke.getMessage());
  }

  private void get(FetchOptions options) throws IOException {
    try (Download download = new Download(options, Progress.silent())) {
      new Unpinned(download, part)
          .get(URI.create(server.base() + "model.onnx"), options.sizeLimit(), false);
    }
  }

  private void getPinned(byte[] expected) throws IOException {
    Path copy = Files.createTempFile("expected", "");
    Files.write(copy, expected);
    ModelFile pinned = new ModelFile(expected.length, Hashes.sha256(copy));
    Files.delete(copy);
    try (Download download = new Download(QUICK, Progress.silent())) {
      new Pinned(download).get(URI.create(server.base() + "model.onnx"), part, pinned);
    }
  }

  private static byte[] bytes(long seed) {
    byte[] bytes = new byte[SIZE];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
