package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.llm.Capability;
import org.llmrec.llm.ModelException;

/** Results that come slowly, stop coming, or break off. */
class DownloadTest {
  private interface Content {
    void send(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private Content content;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/v1/batches/b",
        exchange -> {
          byte[] batch =
              "{\"id\":\"b\",\"output_file_id\":\"f\",\"error_file_id\":null}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, batch.length);
          exchange.getResponseBody().write(batch);
          exchange.close();
        });
    server.createContext(
        "/v1/files/f/content",
        exchange -> {
          try {
            content.send(exchange);
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private List<String> results(Duration timeout) throws InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    OpenAiOptions options =
        OpenAiOptions.of("m", url, Optional.empty())
            .capabilities(Set.of(Capability.BATCH))
            .timeout(timeout);
    List<String> ids = new ArrayList<>();
    try (OpenAiModel model = OpenAiModel.open(options)) {
      model.batch().orElseThrow().results("b", result -> ids.add(result.id()));
    }
    return ids;
  }

  private static void line(HttpExchange exchange, int number) throws IOException {
    String text =
        "{\"custom_id\":\"c%d\",\"response\":{\"status_code\":200,\"body\":{\"choices\":[{\"message\":{\"content\":\"a\"}}]}}}\n"
            .formatted(number);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  private void assertFails(ModelException.Kind kind, Duration timeout) {
    List<String> ids = new ArrayList<>();
    ModelException e = assertThrows(ModelException.class, () -> ids.addAll(results(timeout)));
    assertEquals(kind, e.kind(), e.getMessage());
    assertEquals(ModelException.Billed.NO, e.billed());
  }

  @Test
  void standingStillIsATimeout() {
    content =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          line(exchange, 0);
          over.await();
        };
    assertFails(ModelException.Kind.TIMEOUT, Duration.ofMillis(300));
  }

  @Test
  void breakingOffIsNotAWholeFile() {
    content =
        exchange -> {
          exchange.sendResponseHeaders(200, 10_000);
          line(exchange, 0);
        };
    assertFails(ModelException.Kind.MALFORMED, Duration.ofMinutes(1));
  }

  @Test
  @Tag("full")
  void comingSlowlyIsFine() throws Exception {
    content =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < 4; i++) {
            line(exchange, i);
            Thread.sleep(1000);
          }
        };
    assertEquals(List.of("c0", "c1", "c2", "c3"), results(Duration.ofSeconds(3)));
  }
}
