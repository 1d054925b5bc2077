package org.llmrec.train.linear;

import org.llmrec.data.protocol.Asker;

/** What the methods that go by history ask of an asker. */
final class Readers {
  private Readers() {}

  /**
   * The history.
   *
   * @throws UnsupportedOperationException if the asker has none because they typed a query
   */
  static int[] history(Asker asker, String method) {
    return switch (asker) {
      case Asker.Reader reader -> reader.history();
      case Asker.QueryText query ->
          throw new UnsupportedOperationException(
              method
                  + ": expected an asker with a history, found a query; compare queries with"
                  + " bm25, dense or rrf");
    };
  }
}
