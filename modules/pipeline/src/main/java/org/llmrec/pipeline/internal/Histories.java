package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;

/**
 * By which history each user of a bundle has a vector, and who was never split: the file {@code
 * histories.txt}, a line for each row of {@code users.vec} with the hash of the items in train, and
 * {@code w} after it for one all of whose positives were in train, now or in a training that this
 * one goes on from. Such a person stays whole, as rows that were learnt from must not be measured
 * by.
 */
final class Histories implements AutoCloseable {
  private static final String FILE = "histories.txt";
  private static final String USERS = "users.vec";
  private static final String WHOLE = "w";

  private final VectorFile users;
  private final long[] hashes;
  private final BitSet whole;

  private Histories(VectorFile users, long[] hashes, BitSet whole) {
    this.users = users;
    this.hashes = hashes;
    this.whole = whole;
  }

  /** Those of a training's output, which is whole. */
  static Histories open(Path folder) throws IOException {
    VectorFile users = VectorFile.open(folder.resolve(USERS));
    try (Stream<String> lines = Files.lines(folder.resolve(FILE))) {
      long[] hashes = new long[users.size()];
      BitSet whole = new BitSet(hashes.length);
      int row = 0;
      for (String line : (Iterable<String>) lines::iterator) {
        whole.set(row, line.endsWith(WHOLE));
        hashes[row++] = HexFormat.fromHexDigitsToLong(line, 0, Long.BYTES * 2);
      }
      return new Histories(users, hashes, whole);
    } catch (IOException | RuntimeException e) {
      users.close();
      throw e;
    }
  }

  /**
   * Writes those of a bundle that lies in the folder already.
   *
   * @param hashes of {@link #hashes}
   * @param wholeBefore who has been whole before
   */
  static void write(Path folder, Split split, long[] hashes, Predicate<String> wholeBefore)
      throws IOException {
    InteractionTable train = split.train();
    int[][] validation = split.validation().itemsByUser();
    int[][] test = split.test().itemsByUser();
    try (VectorFile users = VectorFile.open(folder.resolve(USERS))) {
      AtomicFiles.write(
          folder.resolve(FILE),
          out -> {
            for (int row = 0; row < users.size(); row++) {
              int user = train.users().indexOf(users.id(row));
              boolean isWhole =
                  validation[user].length + test[user].length == 0
                      || wholeBefore.test(users.id(row));
              String line = HexFormat.of().toHexDigits(hashes[user]) + (isWhole ? WHOLE : "");
              out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            }
          });
    }
  }

  /** Whether somebody is to stay whole. */
  boolean whole(String user) {
    int row = users.row(user);
    return row >= 0 && whole.get(row);
  }

  /**
   * Whether somebody's history in train is that of then.
   *
   * @param now of {@link #hashes}
   */
  Predicate<String> same(InteractionTable train, long[] now) {
    return user -> {
      int row = users.row(user);
      return row >= 0 && hashes[row] == now[train.users().indexOf(user)];
    };
  }

  /**
   * Per user of a table the sum of the hashes of the items, which no order changes.
   *
   * @param catalogue the ids of its items: others are in nobody's history
   */
  static long[] hashes(InteractionTable train, List<String> catalogue) {
    Ids known = Ids.of(catalogue);
    long[] items = new long[train.items().size()];
    for (int item = 0; item < items.length; item++) {
      String id = train.items().get(item);
      items[item] = known.indexOf(id) < 0 ? 0 : hash(id);
    }
    long[] hashes = new long[train.users().size()];
    for (int row = 0; row < train.size(); row++) {
      hashes[train.user(row)] += items[train.item(row)];
    }
    return hashes;
  }

  private static long hash(String id) {
    byte[] digest = Hashes.sha256().digest(id.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong();
  }

  @Override
  public void close() {
    users.close();
  }
}
