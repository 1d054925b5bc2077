package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.rerank.Candidate;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.Person;

/** Somebody by a file of what they met, and items of files as models read them. */
final class PersonFile {
  private PersonFile() {}

  /**
   * Reads what somebody met.
   *
   * @param file items, the oldest first, perhaps with a value or rating
   * @param id their key
   * @param likedFrom from which value on they liked an item; null where they liked all
   * @throws ConfigException if there is none, or a value is no number
   */
  static Person read(ForeignData data, Path file, Optional<String> id, Double likedFrom)
      throws IOException {
    List<HistoryItem> met = new ArrayList<>();
    data.items(CatalogueSource.of(file), item -> met.add(met(file, item)));
    if (met.isEmpty()) {
      throw new ConfigException(
          DataCode.DATA_EMPTY, file + ": expected an item or more, found none");
    }
    return new Person(
        id,
        new History(met),
        likedFrom == null ? OptionalDouble.empty() : OptionalDouble.of(likedFrom));
  }

  private static HistoryItem met(Path file, Item item) {
    HistoryItem met =
        HistoryItem.of(item.id(), candidate(item).title()).keywords(item.categories());
    String value =
        item.attributes().getOrDefault("value", item.attributes().getOrDefault("rating", ""));
    if (value.isBlank()) {
      return met;
    }
    try {
      double liked = Double.parseDouble(value);
      if (Double.isFinite(liked)) {
        return met.value(liked);
      }
    } catch (NumberFormatException e) {
      throw noNumber(file, item, value, e);
    }
    throw noNumber(file, item, value, null);
  }

  private static ConfigException noNumber(
      Path file, Item item, String value, NumberFormatException cause) {
    return new ConfigException(
        DataCode.LINE_UNREADABLE,
        file + ": expected a number as value of " + item.id() + ", found \"" + value + "\"",
        cause);
  }

  /** An item as a candidate without a score. */
  static Candidate candidate(Item item) {
    return new Candidate(item.id(), Candidate.text(item.title(), item.description()), Double.NaN);
  }
}
