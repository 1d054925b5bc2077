package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Deadline;
import org.llmrec.llm.FakeReply;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Billed;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.TokenEstimate;

/** Connections that break, answers that do not come, and answers that are none. */
class BrokenAnswersTest {
  private final Asking asking = new Asking();

  @AfterEach
  void close() {
    asking.close();
  }

  private static void assertFailed(Kind kind, Billed billed, ModelException e) {
    assertEquals(kind, e.kind(), e.getMessage());
    assertEquals(billed, e.billed(), e.getMessage());
    if (billed == Billed.UNKNOWN) {
      assertEquals(TokenEstimate.of(Asking.REQUEST.messages()), e.usage().promptTokens());
      assertFalse(e.usage().reported());
    }
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    assertFalse(all.toString().contains(Asking.KEY) || all.toString().contains("Alien"));
  }

  @Test
  void nobodyThere() {
    OpenAiOptions options = asking.options();
    asking.server.close();
    try (OpenAiModel model = OpenAiModel.open(options, Asking.environment())) {
      assertFailed(
          Kind.CONNECT,
          Billed.NO,
          assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST)));
    }
  }

  @Test
  void aNameThatIsNoMachine() {
    OpenAiOptions options =
        OpenAiOptions.of("m", URI.create("http://no.such.host.invalid/v1"), Optional.empty());
    try (OpenAiModel model = OpenAiModel.open(options)) {
      assertFailed(
          Kind.CONNECT,
          Billed.NO,
          assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST)));
    }
  }

  @Test
  void noTlsOnTheOtherSide() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server =
          Thread.ofVirtual().start(() -> answerOnce(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"));
      OpenAiOptions options =
          OpenAiOptions.of(
              "m",
              URI.create("https://127.0.0.1:" + socket.getLocalPort() + "/v1"),
              Optional.empty());
      try (OpenAiModel model = OpenAiModel.open(options)) {
        assertFailed(
            Kind.CONNECT,
            Billed.NO,
            assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST)));
      }
      server.join();
    }
  }

  @Test
  void closedWithoutAnAnswer() {
    assertFailed(Kind.MALFORMED, Billed.UNKNOWN, asking.failure(FakeReply.close()));
    assertEquals(1, asking.server.callCount());
  }

  @Test
  void closedAmidAnAnswer() {
    assertFailed(Kind.MALFORMED, Billed.UNKNOWN, asking.failure(FakeReply.cut("An alien.")));
  }

  @Test
  void closedAmidAnErrorIsThatError() throws Exception {
    String head = "HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\nRetry-After: 3\r\n\r\n{\"err";
    // Often, as the JDK's client tells of the broken body in two ways, whichever comes first.
    for (int i = 0; i < 200; i++) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        Thread server = Thread.ofVirtual().start(() -> answerOnce(socket, head));
        OpenAiOptions options =
            OpenAiOptions.of(
                "m",
                URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1"),
                Optional.empty());
        try (OpenAiModel model = OpenAiModel.open(options)) {
          ModelException e =
              assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST));
          assertFailed(Kind.SERVER, Billed.NO, e);
          assertEquals(Duration.ofSeconds(3), e.retryAfter().orElseThrow());
        }
        server.join();
      }
    }
  }

  private static void answerOnce(ServerSocket socket, String answer) {
    try (Socket connection = socket.accept()) {
      connection.getInputStream().read(new byte[1 << 16]);
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      // A socket closed with something left to read resets the connection, and the answer may be
      // lost with it: head and body of a request need not come at once.
      connection.shutdownOutput();
      connection.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noJsonAndJsonOfAnotherShape() {
    for (String body :
        List.of(
            "<html>",
            "",
            "null",
            "[]",
            "{}",
            "{\"choices\":[]}",
            "{\"choices\":[{}]}",
            "{\"choices\":[{\"message\":{\"content\":\"Alien",
            "{\"choices\":1} {}")) {
      assertFailed(Kind.MALFORMED, Billed.UNKNOWN, asking.failure(FakeReply.raw(body)));
    }
  }

  @Test
  void tooLongAnAnswerIsNotReadToItsEnd() {
    asking.server.script(FakeReply.huge(Long.MAX_VALUE / 2));
    try (OpenAiModel model =
        OpenAiModel.open(asking.options().maxResponseBytes(100_000), Asking.environment())) {
      ModelException e = assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST));
      assertFailed(Kind.TOO_LARGE, Billed.UNKNOWN, e);
      assertTrue(e.getMessage().contains("100000 bytes"), e.getMessage());
    }
  }

  @Test
  void anAnswerBelowTheLimitIsWhole() throws Exception {
    asking.server.script(FakeReply.huge(1_000_000));
    try (OpenAiModel model = asking.open()) {
      assertEquals("x".repeat(1_000_000), model.complete(Asking.REQUEST).text());
    }
  }

  @Test
  void noAnswerWithinTheTimeForOneAttempt() {
    asking.server.script(FakeReply.hang());
    try (OpenAiModel model = asking.openWith(Duration.ofMillis(200))) {
      ModelException e = assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST));
      assertFailed(Kind.TIMEOUT, Billed.UNKNOWN, e);
    }
  }

  @Test
  void aBodyThatStandsStillIsATimeoutToo() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread server = Thread.ofVirtual().start(() -> answerAndHold(socket, over));
      OpenAiOptions options =
          OpenAiOptions.of(
                  "m",
                  URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1"),
                  Optional.empty())
              .timeout(Duration.ofMillis(300));
      try (OpenAiModel model = OpenAiModel.open(options)) {
        ModelException e = assertThrows(ModelException.class, () -> model.complete(Asking.REQUEST));
        assertFailed(Kind.TIMEOUT, Billed.UNKNOWN, e);
      } finally {
        over.countDown();
      }
      server.join();
    }
  }

  private static void answerAndHold(ServerSocket socket, CountDownLatch over) {
    try (Socket connection = socket.accept()) {
      connection.getInputStream().read(new byte[1 << 16]);
      String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"choices\":";
      connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      over.await();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aSlowAnswerWithinTheTimeIsAnAnswer() throws Exception {
    asking.server.script(FakeReply.late(Duration.ofMillis(100), FakeReply.ok("slow")));
    try (OpenAiModel model = asking.open()) {
      assertEquals("slow", model.complete(Asking.REQUEST).text());
    }
  }

  @Test
  void theDeadlineCountsWhereItIsNearer() {
    asking.server.script(FakeReply.hang());
    try (OpenAiModel model = asking.open()) {
      ModelException e =
          assertThrows(
              ModelException.class,
              () -> model.complete(Asking.REQUEST.deadline(Deadline.in(Duration.ofMillis(200)))));
      assertFailed(Kind.DEADLINE, Billed.UNKNOWN, e);
    }
  }

  @Test
  void closingEndsACallThatHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    asking.server.answering(
        call -> {
          asked.countDown();
          return FakeReply.hang();
        });
    OpenAiModel model = asking.open();
    FutureTask<Exception> thrown =
        new FutureTask<>(() -> assertThrows(Exception.class, () -> model.complete(Asking.REQUEST)));
    Thread.ofVirtual().start(thrown);
    asked.await();
    model.close();
    assertInstanceOf(IllegalStateException.class, thrown.get());
    assertThrows(IllegalStateException.class, () -> model.complete(Asking.REQUEST));
  }
}
