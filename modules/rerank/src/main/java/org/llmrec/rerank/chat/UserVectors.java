package org.llmrec.rerank.chat;

import java.util.Optional;

/** Where people are in a space in which like minds are near. Thread-safe. */
@FunctionalInterface
public interface UserVectors {

  /** The user's vector, of the same length for all and not to be changed; empty for a stranger. */
  Optional<float[]> of(String user);
}
