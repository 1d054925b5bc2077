package org.llmrec.enrich.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.Ledger;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelException.Kind;
import org.llmrec.llm.price.Budget;
import org.llmrec.llm.price.Charge;
import org.llmrec.llm.price.Price;

class MeteredModelTest {
  private static final Price PRICE = new Price(1, 4, 1);
  private static final int MAX_TOKENS = 60;

  private final Ledger ledger = AnswerStores.inMemory().ledger();

  private static CompletionRequest request(int letters) {
    return CompletionRequest.of("x".repeat(letters), MAX_TOKENS);
  }

  private MeteredModel metered(BillingModel model, Budget budget) {
    return MeteredModel.around(model, new Meter(budget, "billing", Optional.of(PRICE), ledger));
  }

  /** Calls from so many threads until the budget is spent or each has made 40. */
  private static void callFrom(int threads, MeteredModel model, long seed) throws Exception {
    AtomicInteger unexpected = new AtomicInteger();
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      SplittableRandom random = new SplittableRandom(seed + t);
      running.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int call = 0; call < 40; call++) {
                      try {
                        model.complete(request(random.nextInt(1, 400)));
                      } catch (ModelException e) {
                        if (e.kind() == Kind.BUDGET_SPENT) {
                          return;
                        }
                      } catch (InterruptedException | RuntimeException e) {
                        unexpected.incrementAndGet();
                      }
                    }
                  }));
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertEquals(0, unexpected.get());
  }

  @Test
  void noLimitIsPassedWhateverFailsAndHoweverManyCallAtOnce() throws Exception {
    for (long seed = 1; seed <= 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int threads = random.nextInt(1, 24);
      long maxCalls = random.nextLong(0, 300);
      long maxTokens = random.nextLong(0, 40_000);
      double maxCost = random.nextDouble(0, 0.08);
      // Answers of one length: then no estimate is too low, and the limits hold exactly.
      int tokens = random.nextInt(1, MAX_TOKENS + 1);
      BillingModel server =
          new BillingModel(random.split(), random.nextDouble(0, 0.7), tokens, tokens, PRICE);
      Budget budget =
          new Budget(
              random.nextBoolean() ? OptionalDouble.of(maxCost) : OptionalDouble.empty(),
              random.nextBoolean() ? OptionalLong.of(maxTokens) : OptionalLong.empty(),
              OptionalLong.of(maxCalls));
      ledger.renew();
      callFrom(threads, metered(server, budget), seed);
      Spend spent = ledger.spent();
      String what = "seed " + seed + ": " + budget + ", " + threads + " threads, " + spent;
      assertTrue(server.calls <= maxCalls, what + ", calls: " + server.calls);
      assertEquals(server.calls, spent.calls(), what);
      assertTrue(spent.tokens() >= server.billedTokens, what + ", " + server.billedTokens);
      assertTrue(spent.cost() >= server.billed - 1e-9, what + ", billed " + server.billed);
      assertTrue(spent.tokens() <= budget.maxTokens().orElse(Long.MAX_VALUE), what);
      assertTrue(spent.cost() <= budget.maxCost().orElse(1e9) + 1e-9, what);
    }
  }

  @Test
  void answersLongerThanExpectedGoOverByWhatIsUnderWayAtMost() throws Exception {
    for (long seed = 1; seed <= 30; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int threads = random.nextInt(1, 24);
      BillingModel server = new BillingModel(random.split(), 0.2, 1, MAX_TOKENS, PRICE);
      long maxTokens = random.nextLong(3_000, 30_000);
      ledger.renew();
      callFrom(
          threads,
          metered(
              server,
              new Budget(OptionalDouble.empty(), OptionalLong.of(maxTokens), OptionalLong.empty())),
          seed);
      assertTrue(
          ledger.spent().tokens() <= maxTokens + (long) threads * MAX_TOKENS,
          "seed " + seed + ": " + ledger.spent() + " of " + maxTokens);
    }
  }

  @Test
  void aSpentBudgetSendsNothingAndSaysWhatIsSpent() {
    BillingModel server = new BillingModel(new SplittableRandom(1), 0, 1, 1, PRICE);
    Budget budget = new Budget(OptionalDouble.empty(), OptionalLong.of(50), OptionalLong.empty());
    ModelException e =
        assertThrows(ModelException.class, () -> metered(server, budget).complete(request(4)));
    assertEquals(Kind.BUDGET_SPENT, e.kind());
    assertEquals(0, server.calls);
    assertEquals(Spend.NONE, ledger.spent());
    // 1 for the text, 4 around the message, and the 60 it may answer.
    assertTrue(e.getMessage().contains("0 of 50 tokens with 65 for the next call"), e.getMessage());
  }

  @Test
  void estimatesFollowTheAnswersSeen() throws Exception {
    BillingModel server = new BillingModel(new SplittableRandom(1), 0, 10, 10, PRICE);
    Budget budget = new Budget(OptionalDouble.empty(), OptionalLong.of(205), OptionalLong.empty());
    MeteredModel model = metered(server, budget);
    // Each takes 5 + 10 tokens; 65 are put aside for the first eight, and 15 from then on.
    for (int call = 1; call <= 13; call++) {
      model.complete(request(4));
    }
    assertEquals(195, ledger.spent().tokens());
    assertThrows(ModelException.class, () -> model.complete(request(4)));
  }

  @Test
  void nothingIsSentBeforeTheAccountIsOnTheDisk() throws Exception {
    CompletableFuture<Void> disk = new CompletableFuture<>();
    Ledger slow =
        new Ledger() {
          @Override
          public Spend spent() {
            return ledger.spent();
          }

          @Override
          public long open(Charge estimate) {
            return ledger.open(estimate);
          }

          @Override
          public void settle(long call, Charge actual, boolean failed) {
            ledger.settle(call, actual, failed);
          }

          @Override
          public CompletableFuture<Void> durable() {
            return disk;
          }

          @Override
          public void renew() {}
        };
    BillingModel server = new BillingModel(new SplittableRandom(1), 0, 1, 1, PRICE);
    MeteredModel model =
        MeteredModel.around(server, new Meter(Budget.NONE, "billing", Optional.of(PRICE), slow));
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    model.complete(request(4));
                  } catch (InterruptedException e) {
                    // Then nothing was sent, as the test is about to see.
                  }
                });
    while (caller.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(0, server.calls);
    caller.interrupt();
    caller.join();
    assertEquals(0, server.calls);
    assertEquals(new Spend(1, 1, 0, 0, 0, 0), ledger.spent());
    disk.complete(null);
    model.complete(request(4));
    assertEquals(1, server.calls);
  }

  @Test
  void aModelWithoutPriceCannotBeLimitedByCost() {
    Budget budget = new Budget(OptionalDouble.of(1), OptionalLong.empty(), OptionalLong.empty());
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> new Meter(budget, "nobody", Optional.empty(), ledger));
    assertTrue(e.getMessage().contains("'nobody'"), e.getMessage());
  }
}
