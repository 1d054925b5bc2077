package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.llmrec.enrich.store.StoredAnswer;

/**
 * Rows page by page. Between two pages no connection is held and no transaction is open: a slow
 * consumer keeps neither the others from reading nor the log from being folded in.
 */
final class Pages implements Iterator<StoredAnswer> {
  /** Reads a page. */
  interface Source {
    Reading.Page after(Reading.Place place) throws IOException;
  }

  private final Source source;
  private final Function<Reading.Found, List<StoredAnswer>> sound;
  private Iterator<StoredAnswer> page = List.<StoredAnswer>of().iterator();
  private Optional<Reading.Place> end = Optional.of(Reading.Place.START);

  private Pages(Source source, Function<Reading.Found, List<StoredAnswer>> sound) {
    this.source = source;
    this.sound = sound;
  }

  /** All rows; {@code sound} picks what can be used. */
  static Stream<StoredAnswer> stream(
      Source source, Function<Reading.Found, List<StoredAnswer>> sound) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new Pages(source, sound), Spliterator.ORDERED | Spliterator.NONNULL),
        false);
  }

  @Override
  public boolean hasNext() {
    while (!page.hasNext() && end.isPresent()) {
      try {
        Reading.Page next = source.after(end.get());
        page = sound.apply(next.found()).iterator();
        end = next.end();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return page.hasNext();
  }

  @Override
  public StoredAnswer next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }
}
