package org.llmrec.llm.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LanguageModelCode;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.embedded.internal.child.Engine;
import org.llmrec.llm.embedded.internal.child.EngineMain;
import org.llmrec.llm.embedded.internal.llama.EngineException;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;

/**
 * The engine's process without llama.cpp, as real a process as the other: does what the first word
 * of a question says, and answers "echo" and the question otherwise.
 */
public final class FakeEngine implements Engine {
  static final int CONTEXT = 512;

  private final Order.Open order;

  private FakeEngine(Order.Open order) {
    this.order = order;
  }

  /** The process. */
  public static void main(String[] arguments) {
    EngineMain.run(errors -> FakeEngine::open);
  }

  private static Engine open(Order.Open order) {
    String file = Path.of(order.file()).getFileName().toString();
    if (file.startsWith("refused")) {
      throw new ConfigException(LanguageModelCode.ENGINE_MODEL, "refused as asked");
    }
    if (file.startsWith("crashing")) {
      Runtime.getRuntime().halt(42);
    }
    return new FakeEngine(order);
  }

  @Override
  public Report.Ready ready() {
    return new Report.Ready(CONTEXT);
  }

  @Override
  public int parallel() {
    return order.parallel();
  }

  @Override
  public Worker worker() {
    return new Worker() {
      @Override
      public Report.Written write(Order.Complete asked, BooleanSupplier cancelled) {
        String question = last(asked.messages());
        order.template().ifPresent(port -> hang(Integer.parseInt(port), cancelled));
        String text = "echo " + question;
        int space = question.indexOf(' ');
        switch (space < 0 ? question : question.substring(0, space)) {
          case "crash" -> Runtime.getRuntime().halt(42);
          case "noise" -> System.out.print("noise without an end of line {");
          case "fail" -> throw new EngineException(ModelException.Kind.BAD_REQUEST, "as asked");
          case "bug" -> throw new IllegalStateException(question);
          case "temp" -> text = String.valueOf(Path.of(order.library()).getParent());
          case "environment" -> text = String.valueOf(System.getenv(question.substring(space + 1)));
          default -> text = asked.schema().isPresent() ? "{\"word\": \"echo\"}" : text;
        }
        return new Report.Written(asked.id(), text, FinishReason.STOP, 3, 2);
      }

      @Override
      public Report.Scored score(Order.Score asked, BooleanSupplier cancelled) {
        List<Double> scores = asked.answers().stream().map(a -> -1.0 * a.length()).toList();
        return new Report.Scored(asked.id(), scores, 3);
      }
    };
  }

  private static String last(List<Message> messages) {
    return messages.get(messages.size() - 1).content();
  }

  /** Knocks at a port, and works until nobody wants it. */
  private static void hang(int port, BooleanSupplier cancelled) {
    try (Socket knock = new Socket(InetAddress.getLoopbackAddress(), port)) {
      knock.getOutputStream().write(1);
      while (!cancelled.getAsBoolean()) {
        LockSupport.parkNanos(1_000_000);
      }
      knock.getOutputStream().write(2);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new EngineException(ModelException.Kind.DEADLINE, "given up");
  }
}
