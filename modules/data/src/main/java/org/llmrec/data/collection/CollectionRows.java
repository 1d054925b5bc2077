package org.llmrec.data.collection;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.TableHeader;

/** The documents of a collection in tagged text as rows of id, title and text. */
public final class CollectionRows extends Rows {
  private final DocumentReader documents;
  private final TableHeader header;

  /**
   * Finds the files.
   *
   * @param path a file, or a folder whose files are all read
   * @param encoding {@link Encoding#AUTO} for UTF-8 where a file is that from end to end, else
   *     Latin-1
   * @throws ConfigException if there is no file
   */
  public CollectionRows(Path path, Encoding encoding, Rejects rejects) throws IOException {
    super(path, rejects);
    Optional<Charset> declared =
        encoding == Encoding.AUTO ? Optional.empty() : Optional.of(encoding.charset());
    this.documents = new DocumentReader(path, CollectionFormat.TREC, declared, rejects);
    this.header = new TableHeader(path, List.of("id", "title", "text"));
  }

  @Override
  public Row next() throws IOException {
    CollectionDocument document = documents.next();
    return document == null
        ? null
        : new Row.OfFields(
            documents.line(),
            document.id() + " " + document.title(),
            "\n",
            header,
            List.of(
                TextNode.valueOf(document.id()),
                TextNode.valueOf(document.title()),
                TextNode.valueOf(document.text())));
  }

  @Override
  public Path file() {
    return documents.file().orElse(super.file());
  }

  @Override
  public long read() {
    return documents.read();
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.of(header.names());
  }

  @Override
  public long consumed() {
    return documents.consumed();
  }

  @Override
  public void close() throws IOException {
    documents.close();
  }
}
