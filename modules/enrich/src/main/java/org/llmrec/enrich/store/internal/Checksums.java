package org.llmrec.enrich.store.internal;

import java.util.Arrays;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.enrich.store.StoredAnswer;

/** SHA-256 over a row's fields as JSON: all of them, in their order, none running into the next. */
final class Checksums {
  private Checksums() {}

  static String of(StoredAnswer answer) {
    return Hashes.sha256(Json.line(answer));
  }

  static String of(Object... fields) {
    return Hashes.sha256(Json.line(Arrays.asList(fields)));
  }
}
