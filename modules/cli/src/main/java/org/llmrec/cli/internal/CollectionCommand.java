package org.llmrec.cli.internal;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.collection.CollectionFormat;
import org.llmrec.data.collection.Topic;
import org.llmrec.data.record.Nearest;
import org.llmrec.lab.collection.CollectionInput;
import org.llmrec.lab.collection.CollectionOptions;
import org.llmrec.lab.collection.CollectionResult;
import org.llmrec.lab.collection.CollectionRun;
import org.llmrec.lab.collection.Scoring;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Indexes, runs and measures a classic test collection. */
@Command(
    name = "collection",
    description = {
      "Indexes the documents of a test collection, asks its topics by words, and",
      "measures what is found by its judgements, with trec_eval's definitions.",
      "Documents and topics are TREC's tagged text or JSON Lines (BEIR), judgements",
      "TREC's qrels or BEIR's table; all may be gzipped."
    })
final class CollectionCommand extends TerminalCommand {
  @Parameters(paramLabel = "DOCUMENTS", description = "A file, or a folder whose files are read.")
  private Path documents;

  @Option(
      names = "--topics",
      required = true,
      paramLabel = "FILE",
      description = "<top>…</top>, JSON Lines, or an id, a tab and a text in a line.")
  private Path topics;

  @Option(names = "--qrels", required = true, paramLabel = "FILE", description = "Judgements.")
  private Path qrels;

  @Option(
      names = "--format",
      defaultValue = "auto",
      description = "Of documents and topics: auto, trec or jsonl (${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--charset",
      paramLabel = "NAME",
      description = "Of tagged documents (default: utf-8, else iso-8859-1, found out by file).")
  private String charset;

  @Option(
      names = "--fields",
      defaultValue = "title",
      description = "What the query is: title, title+desc or title+desc+narr (${DEFAULT-VALUE}).")
  private String fields;

  @Option(
      names = "--scoring",
      defaultValue = "plain",
      description =
          "plain: BM25 with title and text as one; served: with the weights, phrases and titles"
              + " that the product serves with (${DEFAULT-VALUE}).")
  private String scoring;

  @Option(names = "--k1", defaultValue = "1.2", description = "Of BM25 (${DEFAULT-VALUE}).")
  private float k1;

  @Option(names = "--b", defaultValue = "0.75", description = "Of BM25 (${DEFAULT-VALUE}).")
  private float b;

  @Option(
      names = "--depth",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many documents are found for a topic (${DEFAULT-VALUE}).")
  private int depth;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the run as TREC does.")
  private Path out;

  @Option(
      names = "--index",
      paramLabel = "FOLDER",
      description = "Keep the index here; the next run with the same files takes it.")
  private Path index;

  @Option(
      names = "--compare-lucene",
      description = "Run Lucene's own BM25 on the same terms, too, and compare.")
  private boolean compareLucene;

  @Option(names = "--strict", description = "Stop at the first bad record.")
  private boolean strict;

  @Option(names = "--json", description = "Answer in JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CollectionInput input =
        new CollectionInput(
            documents, topics, qrels, CollectionFormat.parse(format), declaredCharset());
    CollectionResult result = CollectionRun.run(input, options());
    CollectionLines lines = new CollectionLines(terminal);
    if (json) {
      terminal.json(result);
    } else {
      lines.print(result);
    }
    lines.warn(result);
    return 0;
  }

  private CollectionOptions options() {
    CollectionOptions options;
    try {
      options =
          CollectionOptions.plain()
              .fields(topicFields())
              .scoring(Scoring.parse(scoring), k1, b)
              .depth(depth)
              .compareLucene(compareLucene)
              .strict(strict)
              .progress(new ProgressLines(terminal));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(OptionCode.OPTION_RANGE, e.getMessage(), e);
    }
    options = index == null ? options : options.index(index);
    return out == null ? options : options.run(out);
  }

  private Topic.Fields topicFields() {
    List<String> known = Arrays.stream(Topic.Fields.values()).map(Topic.Fields::label).toList();
    int at = known.indexOf(fields);
    if (at < 0) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "--fields: expected one of "
              + known
              + ", found '"
              + fields
              + "'"
              + Nearest.hint(fields, known));
    }
    return Topic.Fields.values()[at];
  }

  private Optional<Charset> declaredCharset() {
    try {
      return Optional.ofNullable(charset).map(Charset::forName);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "--charset: expected a name such as utf-8 or iso-8859-1, found '" + charset + "'",
          e);
    }
  }
}
