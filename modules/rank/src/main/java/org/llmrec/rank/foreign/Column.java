package org.llmrec.rank.foreign;

import java.util.List;

/**
 * A number that every candidate of a request may be told with.
 *
 * @param name as schemas spell it
 * @param meaning for a person, with its range
 * @param missing which candidates have no value; empty where all have one
 * @param uses the requests that have it
 */
public record Column(String name, String meaning, String missing, List<Use> uses) {
  /** Copies the list. */
  public Column {
    uses = List.copyOf(uses);
  }

  /** Whether a candidate may have no value. */
  public boolean mayBeMissing() {
    return !missing.isEmpty();
  }
}
