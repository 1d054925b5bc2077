package org.llmrec.examples.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Over HTTP, on the workspace of the demo. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    // A busy machine must not cut an answer short here.
    properties = "llmrec.deadline=60s")
class RankingControllerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  private CompletableFuture<HttpResponse<String>> get(String path) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String ok(String path) {
    HttpResponse<String> response = get(path).join();
    assertEquals(200, response.statusCode(), response.body());
    return response.body();
  }

  @Test
  void recommendsSearchesAndFindsSimilarItems() {
    assertTrue(ok("/recommend?history=b001,b002&k=5").contains("\"rank\":5"));
    assertTrue(ok("/search?q=a+creature+made+by+science&k=5").contains("\"rank\":1"));
    assertTrue(ok("/similar/b001").contains("\"rank\":1"));
  }

  @Test
  void somebodyUnknownGetsAListAndANote() {
    String answer = ok("/recommend?user=nobody");

    assertTrue(answer.contains("\"rank\":10"), answer);
    assertTrue(answer.contains("\"notes\":[\""), answer);
  }

  @Test
  void whatCannotBeIsABadRequestThatSaysWhy() {
    HttpResponse<String> response = get("/recommend?k=0").join();

    assertEquals(400, response.statusCode());
    assertTrue(response.body().contains("found 0"), response.body());
  }

  @Test
  void manyAskAtTheSameTime() {
    String alone = ok("/recommend?history=b003&k=5");
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 50).mapToObj(i -> get("/recommend?history=b003&k=5")).toList();

    answers.forEach(answer -> assertEquals(alone, answer.join().body()));
  }
}
