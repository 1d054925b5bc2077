package org.llmrec.data.collection;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;

/**
 * Reads the documents of a collection one by one, file by file. Only their ids are remembered, to
 * refuse one that came before.
 *
 * <p>JSON Lines are UTF-8, with an id ({@code _id}, {@code id}, {@code docno}), and title and text
 * where there are such. Tagged text is cut at {@code <DOC>}; one without its {@code </DOC>} ends
 * where the next begins and is counted. A file of tagged text that is not UTF-8 from end to end is
 * taken as ISO-8859-1 and counted, unless the caller declares what it is.
 *
 * <p>Not thread-safe.
 */
public final class DocumentReader implements AutoCloseable {
  private final CollectionFormat format;
  private final Optional<Charset> charset;
  private final Rejects rejects;
  private final Iterator<Path> files;
  private final Set<String> ids = new HashSet<>();
  private Path file;
  private Documents documents;
  private long readBefore;
  private long bytesBefore;
  private long line;
  private int latin1Files;
  private long unclosed;
  private long empty;

  /**
   * Finds the files.
   *
   * @param path a file, or a folder whose files are all read
   * @param charset of tagged text, where that is known
   * @throws ConfigException if there is no file
   */
  public DocumentReader(
      Path path, CollectionFormat format, Optional<Charset> charset, Rejects rejects)
      throws IOException {
    this.format = format;
    this.charset = charset;
    this.rejects = rejects;
    this.files = CollectionFiles.below(path).iterator();
  }

  /**
   * The next document, or null at the end. One without any text is a document, too: it may be
   * judged.
   *
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   * @throws ConfigException if a file is in another encoding than was declared
   * @throws CorruptFileException if a packed file is cut off or damaged
   */
  public CollectionDocument next() throws IOException {
    while (documents != null || files.hasNext()) {
      if (documents == null) {
        file = files.next();
        documents = open(file);
      }
      Documents.Found found = documents.next();
      if (found == null) {
        readBefore += documents.read();
        bytesBefore += Files.size(file);
        documents.close();
        documents = null;
      } else if (accept(found)) {
        line = found.line();
        return found.document();
      }
    }
    return null;
  }

  private Documents open(Path next) throws IOException {
    if (isJson(next)) {
      return new JsonDocuments(next, rejects);
    }
    Charset found = TextEncoding.of(next, charset);
    latin1Files += charset.isEmpty() && !found.equals(StandardCharsets.UTF_8) ? 1 : 0;
    return new TrecDocuments(next, TextEncoding.reader(next, found), rejects);
  }

  private boolean isJson(Path next) throws IOException {
    return switch (format) {
      case JSONL -> true;
      case TREC -> false;
      case AUTO -> {
        String beginning = CollectionFiles.beginning(next);
        String name = next.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean named = name.matches(".*\\.(jsonl|ndjson)(\\.(gz|zst|zstd))?");
        yield beginning.startsWith("{") || (named && !beginning.startsWith("<"));
      }
    };
  }

  private boolean accept(Documents.Found found) {
    String id = found.document().id();
    if (id.codePoints().anyMatch(SgmlText::isBlank)) {
      refuse(found, Reason.BAD_ID, "expected an id without blanks, found " + id);
      return false;
    }
    if (!ids.add(id)) {
      refuse(found, Reason.DUPLICATE, id);
      return false;
    }
    unclosed += found.closed() ? 0 : 1;
    empty += found.document().isEmpty() ? 1 : 0;
    return true;
  }

  private void refuse(Documents.Found found, Reason reason, String detail) {
    rejects.add(file, found.line(), found.idField(), reason, detail, found.excerpt());
  }

  /** How many records came in so far, the refused ones included. */
  public long read() {
    return readBefore + (documents == null ? 0 : documents.read());
  }

  /** The file of the last document. */
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** The line in which the last document begins, from 1. */
  long line() {
    return line;
  }

  /** Bytes of the files that were read to their ends. */
  long consumed() {
    return bytesBefore;
  }

  /** How many files were taken as ISO-8859-1 because they are not UTF-8. */
  public int latin1Files() {
    return latin1Files;
  }

  /** How many documents had no {@code </DOC>}. */
  public long unclosed() {
    return unclosed;
  }

  /** How many documents have no text at all. */
  public long empty() {
    return empty;
  }

  @Override
  public void close() throws IOException {
    if (documents != null) {
      documents.close();
    }
  }
}
