package org.llmrec.data.collection;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Limits;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;

/** Documents between {@code <DOC>} and {@code </DOC>}. */
final class TrecDocuments implements Documents {
  private final Path file;
  private final SgmlRecords records;
  private final Rejects rejects;
  private long read;

  TrecDocuments(Path file, Reader in, Rejects rejects) {
    this.file = file;
    this.records = new SgmlRecords(in, "doc", Limits.RECORD_BYTES);
    this.rejects = rejects;
  }

  @Override
  public Found next() throws IOException {
    for (SgmlRecords.Raw raw = records.next(); raw != null; raw = records.next()) {
      read++;
      String excerpt = excerpt(raw.text());
      if (raw.tooLong()) {
        String detail = "expected at most " + Limits.RECORD_BYTES + " characters to </DOC>";
        rejects.add(file, raw.line(), "", Reason.TOO_LONG, detail, excerpt);
        continue;
      }
      try {
        CollectionDocument document = SgmlDocument.parse(raw.text());
        return new Found(document, raw.line(), excerpt, "DOCNO", raw.closed());
      } catch (BadFieldException e) {
        rejects.add(file, raw.line(), e.field(), e.reason(), e.getMessage(), excerpt);
      }
    }
    if (read == 0) {
      // A file without any counts as one bad record, so that what was read adds up.
      read++;
      rejects.add(file, 1, "DOC", Reason.MISSING, "expected <DOC>…</DOC>, found none", "");
    }
    return null;
  }

  /** So that a refused field does not keep a long record alive. */
  static String excerpt(String text) {
    String begin = text.stripLeading();
    return begin.substring(0, Math.min(begin.length(), Rejects.EXCERPT + 1));
  }

  @Override
  public long read() {
    return read;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
