package org.llmrec.lab.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * All that a fit can read of its data: beside users and items, which {@link TrainingData#hash}
 * knows, also values, times the rows to stop by, and clicks.
 */
final class TrainingHash {
  private TrainingHash() {}

  static String of(TrainingData data) {
    MessageDigest digest = Hashes.sha256();
    ids(digest, data.users());
    ids(digest, data.items());
    rows(digest, data.positives());
    data.stopping().ifPresent(stopping -> rows(digest, stopping));
    // Judged queries are in the hash of the split.
    data.clicked().forEach((text, items) -> text(digest, text + " " + items));
    return Hashes.hex(digest);
  }

  private static void ids(MessageDigest digest, Ids ids) {
    ids.asList().forEach(id -> text(digest, id));
    digest.update((byte) 1);
  }

  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static void rows(MessageDigest digest, InteractionTable table) {
    ByteBuffer row = ByteBuffer.allocate(2 * Integer.BYTES + Double.BYTES + Long.BYTES);
    for (int r = 0; r < table.size(); r++) {
      row.clear();
      row.putInt(table.user(r))
          .putInt(table.item(r))
          .putDouble(table.value(r))
          .putLong(table.time(r));
      digest.update(row.flip());
    }
    digest.update((byte) 2);
  }
}
