package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.protocol.JudgedQueries;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.table.Ids;
import picocli.CommandLine.Option;

/** Where judged queries come from, for the protocol search. */
final class QueryOptions {
  @Option(
      names = "--queries",
      paramLabel = "FILE",
      description = "For search: user tags with columns for item and tag, such as tags.csv.")
  private Path tags;

  @Option(
      names = "--min-items",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many items a tag has to be on (${DEFAULT-VALUE}).")
  private int minItems;

  @Option(names = "--topics", paramLabel = "FILE", description = "For search: TREC topics.")
  private Path topics;

  @Option(names = "--qrels", paramLabel = "FILE", description = "Their judgements.")
  private Path qrels;

  /**
   * Checks that there are queries for search and none for anything else.
   *
   * @throws ConfigException if not
   */
  void check(Protocol protocol) {
    boolean given = tags != null || topics != null || qrels != null;
    boolean whole =
        tags != null ? topics == null && qrels == null : topics != null && qrels != null;
    if (protocol == Protocol.SEARCH && !whole) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT,
          "expected either --queries FILE or both --topics FILE and --qrels FILE for the protocol"
              + " search, found "
              + (given ? "another choice of them" : "none"));
    }
    if (protocol != Protocol.SEARCH && given) {
      throw new ConfigException(
          OptionCode.OPTION_CONFLICT,
          "expected queries for the protocol search only, found some with " + protocol.label());
    }
  }

  /** The queries; none where no file was named. */
  List<JudgedQuery> read(Ids items) throws IOException {
    if (tags != null) {
      return JudgedQueries.fromTags(tags, items::contains, minItems);
    }
    return topics == null ? List.of() : JudgedQueries.fromTrec(topics, qrels, items::contains);
  }
}
