package org.llmrec.llm.embedded.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;

/** What goes over the line comes out the same, whatever is printed in between. */
class WireTest {
  private static final List<Message> MESSAGES =
      List.of(Message.system("be brief"), Message.user("line\nbreak \"quoted\" \u2028 ü 😀 {"));

  @Test
  void ordersComeOutAsTheyWentIn() throws IOException {
    for (Order order :
        List.of(
            new Order.Open("lib", "a b.gguf", 4096, 2, 1, Optional.of("chatml")),
            new Order.Open("lib", "file", 0, 1, 1, Optional.empty()),
            new Order.Complete(
                1,
                MESSAGES,
                Optional.of("{\"type\":\"object\"}"),
                new Sampling(0.7, 0.9, 100, OptionalLong.of(-5), List.of("\n\n"))),
            new Order.Complete(2, MESSAGES, Optional.empty(), Sampling.greedy(5)),
            new Order.Score(Long.MAX_VALUE, MESSAGES, List.of("yes", "no")),
            new Order.Cancel(3))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes("noise {".getBytes(StandardCharsets.UTF_8));
      Wire.write(out, order);
      List<Order> read =
          out.toString(StandardCharsets.UTF_8)
              .lines()
              .flatMap(line -> Wire.order(line).stream())
              .toList();
      assertEquals(List.of(order), read);
    }
  }

  @Test
  void reportsComeOutAsTheyWentIn() throws IOException {
    for (Report report :
        List.of(
            new Report.Ready(4096),
            new Report.Refused("engine-model", "no"),
            new Report.Written(1, "ü\n😀", FinishReason.LENGTH, 3, 4),
            new Report.Scored(2, List.of(-0.1234567890123456, -1e-300), 7),
            new Report.Failed(3, ModelException.Kind.BAD_REQUEST, "why"))) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      Wire.write(out, report);
      out.writeBytes("{\"report\": \"unheard\"}\n{half".getBytes(StandardCharsets.UTF_8));
      List<Report> read =
          out.toString(StandardCharsets.UTF_8)
              .lines()
              .flatMap(line -> Wire.report(line).stream())
              .toList();
      assertEquals(List.of(report), read);
    }
  }

  @Test
  void onlyFoldersOfOurOwnAreDeleted(@TempDir Path other) throws IOException {
    assertThrows(IllegalArgumentException.class, () -> new Scratch(other));
    Scratch scratch = Scratch.make();
    Files.createDirectory(scratch.folder().resolve("jar"));
    Files.writeString(scratch.folder().resolve("jar").resolve("a"), "a");
    assertTrue(scratch.delete());
    assertFalse(Files.exists(scratch.folder()));
    assertTrue(scratch.delete());
  }
}
