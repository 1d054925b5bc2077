package org.llmrec.pipeline.enrich;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.enrich.store.Spend;
import org.llmrec.enrich.store.StoreCounts;
import org.llmrec.llm.price.Budget;

/**
 * How the answers of a workspace stand.
 *
 * @param counts rows of the store by status
 * @param account what has been spent since the account was opened
 * @param budget what {@code llmrec.yaml} allows
 * @param batches that were handed in and not fetched yet
 * @param batchedCalls calls in them
 * @param writer who asks at this moment, in words
 */
public record EnrichStatus(
    StoreCounts counts,
    Spend account,
    Budget budget,
    int batches,
    long batchedCalls,
    Optional<String> writer) {
  /** Checks for null. */
  public EnrichStatus {
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(budget, "budget");
    Objects.requireNonNull(writer, "writer");
  }

  /** Rows of any status. */
  public long rows() {
    return counts.byStatus().values().stream().mapToLong(Long::longValue).sum();
  }
}
