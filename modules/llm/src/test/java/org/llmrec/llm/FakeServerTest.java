package org.llmrec.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.llmrec.core.json.Json;

/** The server that other tests believe counts, and bills what it answered. */
class FakeServerTest {
  private final FakeServer server = FakeServer.start();
  private HttpClient client;

  @BeforeEach
  void open() {
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void close() {
    server.close();
    client.close();
  }

  private HttpResponse<String> ask(String question) throws IOException, InterruptedException {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void billsWhatItAnsweredAndNothingElse() throws Exception {
    server.script(FakeReply.status(503), FakeReply.close(), FakeReply.cut("half"));
    assertEquals(503, ask("q").statusCode());
    assertThrows(IOException.class, () -> ask("q"));
    assertEquals(0, server.billed("q"));
    assertThrows(IOException.class, () -> ask("q"));
    assertEquals(1, server.billed("q"));
    var answer = Json.mapper().readTree(ask("q").body());
    assertTrue(
        answer.at("/choices/0/message/content").asText().startsWith("answer "), answer.toString());
    assertEquals(2, server.billed("q"));
    assertEquals(0, server.billed("other"));
    assertEquals(2, server.billedCount());
    assertEquals(server.callCount(), server.asked("q"));
  }

  @Test
  void answersManyAtOnce() throws Exception {
    int callers = 64;
    CountDownLatch all = new CountDownLatch(callers);
    server.answering(
        call -> {
          all.countDown();
          try {
            all.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return FakeReply.ok("ok");
        });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new java.util.ArrayList<Future<HttpResponse<String>>>();
      for (int i = 0; i < callers; i++) {
        String question = "q" + i;
        answers.add(threads.submit(() -> ask(question)));
      }
      for (Future<HttpResponse<String>> answer : answers) {
        assertEquals(200, answer.get().statusCode());
      }
    }
    assertEquals(callers, server.mostAtOnce());
    assertEquals(callers, server.billedByHash().size());
  }
}
