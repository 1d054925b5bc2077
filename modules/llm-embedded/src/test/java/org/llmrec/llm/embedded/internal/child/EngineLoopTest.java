package org.llmrec.llm.embedded.internal.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.Message;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.Sampling;
import org.llmrec.llm.embedded.internal.llama.EngineException;
import org.llmrec.llm.embedded.internal.wire.Order;
import org.llmrec.llm.embedded.internal.wire.Report;
import org.llmrec.llm.embedded.internal.wire.Wire;

/** Orders in, reports out, within this process. */
class EngineLoopTest {
  private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
  private EngineLoop loop;

  private interface Answering {
    String of(String question, BooleanSupplier cancelled) throws Exception;
  }

  /** Answers with what {@code answer} makes of a question; the first report is on the queue. */
  private void open(int parallel, Answering answering) throws IOException {
    loop = new EngineLoop(lines(), order -> engine(parallel, answering));
    send(new Order.Open("l", "f", 0, 1, 1, Optional.empty()));
  }

  private static Engine engine(int parallel, Answering answering) {
    if (parallel == 0) {
      throw new ConfigException(MachineCode.MEMORY_FULL, "no workers");
    }
    return new Engine() {
      @Override
      public Report.Ready ready() {
        return new Report.Ready(7);
      }

      @Override
      public int parallel() {
        return parallel;
      }

      @Override
      public Worker worker() {
        return new Worker() {
          @Override
          public Report.Written write(Order.Complete order, BooleanSupplier cancelled) {
            try {
              String text = answering.of(order.messages().get(0).content(), cancelled);
              return new Report.Written(order.id(), text, FinishReason.STOP, 1, 1);
            } catch (RuntimeException e) {
              throw e;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }

          @Override
          public Report.Scored score(Order.Score order, BooleanSupplier cancelled) {
            return new Report.Scored(order.id(), List.of(-1.0), 1);
          }
        };
      }
    };
  }

  private OutputStream lines() {
    return new ByteArrayOutputStream() {
      @Override
      public void flush() {
        String text = toString(StandardCharsets.UTF_8);
        text.lines().forEach(line -> Wire.report(line).ifPresent(reports::add));
        reset();
      }
    };
  }

  /** Returns when the loop has taken it. */
  private void send(Order order) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    Wire.write(line, order);
    loop.run(new ByteArrayInputStream(line.toByteArray()));
  }

  private void ask(long id, String question) throws IOException {
    send(
        new Order.Complete(
            id, List.of(Message.user(question)), Optional.empty(), Sampling.greedy(1)));
  }

  @Test
  void whatIsCancelledWhileUnderWayIsToldSo() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    open(
        1,
        (question, cancelled) -> {
          begun.countDown();
          while (!cancelled.getAsBoolean()) {
            Thread.onSpinWait();
          }
          throw new EngineException(ModelException.Kind.DEADLINE, "given up");
        });
    assertEquals(new Report.Ready(7), reports.take());
    ask(1, "long");
    begun.await();
    send(new Order.Cancel(1));
    assertEquals(new Report.Failed(1, ModelException.Kind.DEADLINE, "given up"), reports.take());
  }

  @Test
  void whatIsCancelledWhileWaitingIsNotBegun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    open(
        1,
        (question, cancelled) -> {
          asked.add(question);
          begun.countDown();
          go.await();
          return question;
        });
    assertEquals(new Report.Ready(7), reports.take());
    ask(1, "first");
    begun.await();
    ask(2, "second");
    ask(3, "third");
    send(new Order.Cancel(2));
    go.countDown();
    assertEquals(1, reports.take().id());
    assertEquals(
        new Report.Failed(2, ModelException.Kind.DEADLINE, "given up in the queue"),
        reports.take());
    assertEquals(3, reports.take().id());
    assertEquals(List.of("first", "third"), List.copyOf(asked));
  }

  @Test
  void asManyAsAskedForWorkAtOnce() throws Exception {
    // Would wait for ever if there were fewer.
    CyclicBarrier together = new CyclicBarrier(3);
    open(
        3,
        (question, cancelled) -> {
          together.await();
          return question;
        });
    assertEquals(new Report.Ready(7), reports.take());
    for (int id = 1; id <= 6; id++) {
      ask(id, "q");
    }
    for (int id = 1; id <= 6; id++) {
      assertInstanceOf(Report.Written.class, reports.take());
    }
  }

  @Test
  void aModelThatCannotBeOpenedIsRefused() throws Exception {
    open(0, (question, cancelled) -> question);
    assertEquals(new Report.Refused("memory-full", "no workers"), reports.take());
  }
}
