package org.llmrec.train.method;

import org.llmrec.data.protocol.Asker;

/** What the methods that go by history ask of an asker. */
public final class Readers {
  private Readers() {}

  /**
   * Somebody with a history.
   *
   * @param method the method's name, for the message
   * @throws UnsupportedOperationException if the asker has none because they typed a query
   */
  public static Asker.Reader of(Asker asker, String method) {
    return switch (asker) {
      case Asker.Reader reader -> reader;
      case Asker.QueryText query ->
          throw new UnsupportedOperationException(
              method
                  + ": expected an asker with a history, found a query; compare queries with"
                  + " bm25, dense or rrf");
    };
  }

  /**
   * The history as it was given.
   *
   * @throws UnsupportedOperationException as {@link #of}
   */
  public static int[] history(Asker asker, String method) {
    return of(asker, method).history();
  }
}
