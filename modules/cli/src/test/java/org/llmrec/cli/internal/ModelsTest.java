package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.store.ModelStore;

/** The models of a machine, as a person keeps them. */
class ModelsTest {
  private static final String KNOWN = "all-minilm-l6-v2";

  @TempDir Path folder;
  private Path store;
  private Path export;

  @BeforeEach
  void makeExport() throws IOException {
    store = folder.resolve("store");
    export = folder.resolve("Export");
    EncoderModels.copyFromClasspath(KNOWN, export);
    Files.delete(export.resolve(EncoderManifest.FILE_NAME));
    Files.writeString(export.resolve("sentence_bert_config.json"), "{\"max_seq_length\": 128}");
  }

  @Test
  void anOwnModelIsAddedListedVerifiedAndBuiltWith() throws IOException {
    Cli.Result few = run("add", export);
    assertEquals(2, few.code(), few::toString);
    assertTrue(few.err().contains("--pooling"), few::toString);
    Cli.Result add = run("add", export, "--pooling", "mean", "--name", "own", "--no-normalise");
    assertEquals(0, add.code(), add::toString);
    assertTrue(
        add.out().matches("(?s).*max tokens +128 +sentence_bert_config.json.*"), add::toString);
    assertTrue(add.out().matches("(?s).*normalise +false +--.*"), add::toString);

    Cli.Result list = run("list");
    assertTrue(
        list.out().matches("(?s).*all-minilm-l6-v2 +384 +256 +mean +Apache-2.0 +class path.*"));
    assertTrue(
        list.out().matches("(?s).*own +384 +128 +mean +NOASSERTION +store.*"), list::toString);
    JsonNode models = run("list", "--json").json().get("models");
    JsonNode own = models.get(models.size() - 1);
    assertEquals("own", own.get("name").asText());
    assertEquals("store", own.at("/where/0").asText());

    System.setProperty(ModelStore.PROPERTY, store.toString());
    try {
      assertWorkspaceTakes("own");
    } finally {
      System.clearProperty(ModelStore.PROPERTY);
    }

    Cli.Result sound = run("verify");
    assertEquals(0, sound.code(), sound::toString);
    assertTrue(sound.out().contains("all-minilm-l6-v2 (class path)"), sound::toString);
    Path tokenizer = store.resolve("own/tokenizer.json");
    Files.writeString(tokenizer, "{}");
    Files.delete(store.resolve("own/model.onnx"));
    for (Object which : List.of("own", store.resolve("own"))) {
      Cli.Result damaged = run("verify", which);
      assertEquals(1, damaged.code(), damaged::toString);
      assertTrue(
          damaged.out().contains(tokenizer + ": expected 711661 bytes, found 2 bytes"),
          damaged::toString);
      assertTrue(damaged.out().contains("found no file"), damaged::toString);
    }
    assertEquals(2, run("verify", "--json", "own").json().at("/models/0/damages").size());
    assertEquals(2, run("verify", "nobody").code());
    assertEquals(2, Cli.run("models").code());
  }

  @Test
  void oneOfSeveralFilesIsTakenWhereThePersonSaysWhich() throws IOException {
    Files.createDirectory(export.resolve("onnx"));
    Files.move(export.resolve("model.onnx"), export.resolve("onnx/model_fp32.onnx"));
    Files.writeString(export.resolve("onnx/model_int8.onnx"), "not looked at");
    Cli.Result which = run("add", export, "--pooling", "mean");
    assertEquals(2, which.code(), which::toString);
    assertTrue(which.err().contains("--onnx onnx/model_fp32.onnx"), which::toString);
    Cli.Result add = run("add", export, "--pooling", "mean", "--onnx", "onnx/model_fp32.onnx");
    assertEquals(0, add.code(), add::toString);
    assertTrue(add.out().contains("onnx/model_fp32.onnx"), add::toString);
  }

  @Test
  void aModelInFloat16IsMadeOfOneInFloat32() {
    Cli.Result halve = run("halve", KNOWN, "--name", "half", "--json");
    assertEquals(0, halve.code(), halve::toString);
    assertTrue(halve.json().get("cosine").asDouble() >= 0.9999, halve::toString);
    assertEquals(0, run("verify", "half").code());
    assertEquals(2, run("halve", KNOWN, "--name", "half").code());
    Cli.Result int8 = run("halve", "nobody", "--name", "other");
    assertEquals(2, int8.code(), int8::toString);
  }

  private void assertWorkspaceTakes(String model) throws IOException {
    Path ws = folder.resolve("ws");
    Cli.run(
        "init",
        ws,
        "--catalogue",
        Cli.sample("catalogue.jsonl"),
        "--interactions",
        Cli.sample("interactions.csv"));
    Path yaml = ws.resolve("llmrec.yaml");
    String text = Files.readString(yaml);
    Files.writeString(yaml, text.replace("model: " + KNOWN, "model: " + model));
    Cli.Result status = Cli.run("status", "-w", ws);
    assertEquals(0, status.code(), status::toString);
    Files.writeString(yaml, text.replace("model: " + KNOWN, "model: stranger"));
    Cli.Result stranger = Cli.run("status", "-w", ws);
    assertEquals(2, stranger.code(), stranger::toString);
    assertTrue(stranger.err().contains("llmrec models add"), stranger::toString);
    assertTrue(stranger.err().contains("llmrec models fetch"), stranger::toString);
  }

  @Test
  void aModelIsFetchedFromWhereThePersonSays() throws IOException {
    Cli.Result nowhere = run("fetch", "stranger");
    assertEquals(2, nowhere.code(), nowhere::toString);
    assertTrue(nowhere.err().contains("--trust-first-fetch"), nowhere::toString);
    assertEquals(2, run("fetch", KNOWN, "--url", "http://models.invalid/").code());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Path file = export.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean there = Files.isRegularFile(file);
            exchange.sendResponseHeaders(there ? 200 : 404, there ? Files.size(file) : -1);
            if (there) {
              Files.copy(file, exchange.getResponseBody());
            }
          }
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      Cli.Result known = run("fetch", KNOWN, "--url", base, "--json");
      assertEquals(0, known.code(), known::toString);
      assertFalse(known.json().get("before").asBoolean());
      assertTrue(run("list").out().contains("class path, store"));
      Cli.Result again = run("fetch", KNOWN, "--url", base);
      assertTrue(again.out().contains("was already"), again::toString);
      Cli.Result absent = run("fetch", KNOWN.replace("all", "no"), "--url", base + "/x");
      assertEquals(2, absent.code(), absent::toString);
      Cli.Result trusted =
          run(
              "fetch",
              "stranger",
              "--url",
              base,
              "--trust-first-fetch",
              "--pooling",
              "cls",
              "--max-tokens",
              64);
      assertEquals(0, trusted.code(), trusted::toString);
      assertEquals(0, run("verify", "stranger").code());
      Cli.Result missing =
          run(
              "fetch",
              "other",
              "--url",
              base + "/x",
              "--trust-first-fetch",
              "--pooling",
              "cls",
              "--max-tokens",
              64);
      assertEquals(1, missing.code(), missing::toString);
      assertTrue(missing.err().contains("status 404"), missing::toString);
      Files.writeString(export.resolve("tokenizer.json"), "{}");
      Files.delete(store.resolve(KNOWN).resolve("tokenizer.json"));
      Cli.Result wrong = run("fetch", KNOWN, "--url", base);
      assertEquals(1, wrong.code(), wrong::toString);
      assertTrue(wrong.err().contains("expected 711661 bytes"), wrong::toString);
    } finally {
      server.stop(0);
    }
  }

  private Cli.Result run(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "models";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--store";
    all[all.length - 1] = store;
    return Cli.run(all);
  }
}
