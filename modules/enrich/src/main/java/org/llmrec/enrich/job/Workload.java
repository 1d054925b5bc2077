package org.llmrec.enrich.job;

import java.io.IOException;
import java.util.stream.Stream;
import org.llmrec.core.Item;

/**
 * What is to be asked: some questions about each item of a catalogue.
 *
 * @param questions what
 * @param items how many items there are, for progress and for what a stopped job has not reached
 * @param catalogue gives the items, in the same order every time; read as the job goes on, never
 *     held
 */
public record Workload(Questions questions, long items, Catalogue catalogue) {
  /** Where items come from. */
  @FunctionalInterface
  public interface Catalogue {
    /** All items from the first on; whoever asks closes the stream. */
    Stream<Item> open() throws IOException;
  }

  /** Checks the sign. */
  public Workload {
    if (items < 0) {
      throw new IllegalArgumentException("expected a number of items from 0 on, found " + items);
    }
  }

  /** How many questions there are. */
  public long total() {
    return items * questions.prompts().size();
  }

  /** All questions, one item after the other. Close the stream. */
  public Stream<Question> stream() throws IOException {
    return questions.about(catalogue.open());
  }
}
