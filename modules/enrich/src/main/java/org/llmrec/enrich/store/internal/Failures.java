package org.llmrec.enrich.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite complains about, in this library's words. */
final class Failures {
  /** Our statements are right for our tables; if SQLite cannot make sense of one, these are not. */
  private static final int ERROR = 1;

  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int FORMAT = 24;
  private static final int NOT_A_DATABASE = 26;

  /** The lower byte of SQLite's extended result codes. */
  private static final int PRIMARY = 0xFF;

  private Failures() {}

  /**
   * The exception to throw.
   *
   * @param doing what was tried, such as {@code "read"}
   * @throws CorruptFileException if the file is damaged
   */
  static IOException of(Path file, String doing, SQLException e) {
    return switch (noRoomToShare(e) ? FULL : e.getErrorCode() & PRIMARY) {
      case ERROR, CORRUPT, FORMAT, NOT_A_DATABASE -> throw damaged(file, e.getMessage());
      case FULL ->
          new IOException(
              "cannot " + doing + " " + file + ": the disk is full; make room and run again", e);
      default -> new IOException("cannot " + doing + " " + file + ": " + e.getMessage(), e);
    };
  }

  /** The memory that processes share is a file too, and cannot be made where a disk is full. */
  private static boolean noRoomToShare(SQLException e) {
    return e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
  }

  /** The file is damaged. */
  static CorruptFileException damaged(Path file, String found) {
    return new CorruptFileException(
        FileCode.ANSWERS_DAMAGED,
        file,
        "a whole database of answers",
        found,
        "restore it from a copy; or save what is left with: sqlite3 "
            + file.getFileName()
            + " .recover | sqlite3 saved.db; or move it away and import exported answers again");
  }
}
