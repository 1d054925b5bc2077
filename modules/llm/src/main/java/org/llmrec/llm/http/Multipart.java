package org.llmrec.llm.http;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/** An upload as {@code multipart/form-data} (RFC 7578), read from its file as it is sent. */
final class Multipart {
  /** No line of JSON Lines begins like this, so that it need not be drawn by chance. */
  private static final String BOUNDARY = "llmrec-0e5b0b1c9d2f4a7c";

  static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

  private Multipart() {}

  /** A purpose and a file of JSON Lines. */
  static BodyPublisher of(String purpose, Path jsonLines) throws FileNotFoundException {
    String head =
        "--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\n"
            + purpose
            + "\r\n--"
            + BOUNDARY
            + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"batch.jsonl\"\r\n"
            + "Content-Type: application/jsonl\r\n\r\n";
    return BodyPublishers.concat(
        BodyPublishers.ofString(head),
        BodyPublishers.ofFile(jsonLines),
        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
  }
}
