package org.llmrec.rerank.chat;

import java.util.List;
import java.util.Optional;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.history.Person;

/** Examples for whoever asks. Thread-safe. */
@FunctionalInterface
public interface ExamplesFor {
  /**
   * Those of a person; empty where there are none, to ask zero-shot.
   *
   * @param candidates among which the person's next item is looked for
   */
  Optional<Injection> of(Person person, List<Candidate> candidates);

  /** The same for everybody. */
  static ExamplesFor everybody(Injection shown) {
    return (person, candidates) -> Optional.of(shown);
  }

  /**
   * Histories of others and what came next, none of which names a candidate: whichever of them is
   * to be found, no example gives it away.
   *
   * @param count how many, 1 or more
   */
  static ExamplesFor others(ExampleSource source, int count) {
    return (person, candidates) -> {
      List<Target> hidden =
          candidates.stream().map(each -> new Target(each.id(), each.title())).toList();
      List<Example.Continued> found = source.examples(person.id().orElse(""), hidden, count);
      return found.isEmpty() ? Optional.empty() : Optional.of(Injection.of(found));
    };
  }
}
