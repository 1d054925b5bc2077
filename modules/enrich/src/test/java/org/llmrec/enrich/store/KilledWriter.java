package org.llmrec.enrich.store;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.llmrec.llm.price.Charge;

/**
 * Asks and puts until it is killed, and says a row's item when the row is durable. Arguments: the
 * store's folder, and what the items' names begin with.
 */
final class KilledWriter {
  /** How many calls are under way at once. */
  static final int THREADS = 8;

  /** What every call costs. */
  static final Charge PRICE = new Charge(100, 10, 0.25);

  private KilledWriter() {}

  static StoredAnswer row(String item) {
    return StoreRows.row(item, "tag", "a text about " + item);
  }

  public static void main(String[] arguments) throws Exception {
    AnswerStore store = AnswerStores.open(Path.of(arguments[0]));
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    AtomicInteger next = new AtomicInteger();
    Thread[] threads = new Thread[THREADS];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (true) {
                      String item = arguments[1] + next.getAndIncrement();
                      long call = store.ledger().open(PRICE);
                      store.ledger().durable().join();
                      store.put(row(item)).join();
                      out.println(item);
                      store.ledger().settle(call, PRICE, false);
                    }
                  });
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
