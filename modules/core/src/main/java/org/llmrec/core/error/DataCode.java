package org.llmrec.core.error;

/** Files that the caller brings: catalogues, interactions, queries, scores. */
public enum DataCode implements ErrorCode {
  /** A file or folder is not there. */
  FILE_MISSING(
      2,
      "A file or folder is not there",
      "Nothing is at the path, or a folder where a file is expected.",
      "Look at the path in the sentence. One in a configuration file is taken from "
          + "that file's folder, one on the command line from the folder that you are in."),
  /** A file is of another format than expected. */
  FILE_FORMAT(
      2,
      "A file is of another format than expected",
      "The file is packed, or something else than the format that was said or found "
          + "out, or one that this reader does not know.",
      "Convert or unpack it as the sentence says, or name its format; docs/formats.md "
          + "describes all."),
  /** A file is not in the encoding expected. */
  TEXT_ENCODING(
      2,
      "A file is not in the encoding expected",
      "The bytes are no UTF-8, or not what was declared.",
      "Convert it, such as with iconv -f latin1 -t utf-8, or declare its encoding "
          + "where the command has an option for it."),
  /** A column is not in the file. */
  COLUMN_MISSING(
      2,
      "A column is not in the file",
      "The header has no column of that name or meaning. The columns that are there "
          + "are listed.",
      "Say which column it is by a mapping, such as --map title=name, or correct the "
          + "mapping."),
  /** A column stands twice in the header. */
  COLUMN_TWICE(
      2,
      "A column stands twice in the header",
      "Two columns have the same name, so nobody can tell which is meant.",
      "Rename one of them."),
  /** A line of a file is not understood. */
  LINE_UNREADABLE(
      2,
      "A line of a file is not understood",
      "A line has not got the form of its file: too few columns, no number where one "
          + "belongs, something twice. File and line are named.",
      "Correct the line, or make the file again."),
  /** A record cannot be used, and strictness was asked for. */
  RECORD_REFUSED(
      1,
      "A record cannot be used, and strictness was asked for",
      "With --strict the first record that cannot be used ends the import; without it "
          + "such records are counted and written to rejects.jsonl.",
      "Correct the record at the line that is named, or leave --strict out."),
  /** The data has nothing that can be used. */
  DATA_EMPTY(
      2,
      "The data has nothing that can be used",
      "After reading everything no item, interaction, document, query or score is "
          + "left to go on with.",
      "Look at the reasons that are counted beside it or in rejects.jsonl: often the "
          + "format, a mapping, or what counts as positive is wrong."),
  /** The data is too small for what is asked of it. */
  DATA_TOO_FEW(
      2,
      "The data is too small for what is asked of it",
      "A split, a protocol or a method needs more positives, users, items or queries "
          + "than there are.",
      "Bring more data, ask for a smaller share, or take a protocol or method with "
          + "lower needs."),
  /** The times of the interactions cannot be used. */
  TIMES_UNUSABLE(
      2,
      "The times of the interactions cannot be used",
      "They are absent, all alike, or thousands of years away since they count "
          + "milliseconds where seconds are expected.",
      "Name the column that holds the time, convert it to seconds since 1970, or "
          + "choose something that needs no times."),
  /** An id stands twice. */
  ID_TWICE(
      2,
      "An id stands twice",
      "Items, users, queries and documents are told apart by their ids, and two have "
          + "the same.",
      "Give each its own id, or take the second out."),
  /** The ids of two files do not fit each other. */
  IDS_DISAGREE(
      2,
      "The ids of two files do not fit each other",
      "One file speaks of items, users or topics that the other has not got.",
      "Look whether both are of one data set and one version, and whether blanks or "
          + "leading zeros were lost on the way."),
  /** Something was made from what the test asks for. */
  DATA_LEAK(
      2,
      "Something was made from what the test asks for",
      "Texts, neighbours or a fit were made from other interactions than this split "
          + "trains on. Figures with them would look too good.",
      "Make them anew from this split's training data, or leave them out."),
  /** Scores or files were made on another split. */
  SPLIT_MISMATCH(
      2,
      "Scores or files were made on another split",
      "The split has another hash, seed or protocol than the one they are used with.",
      "Make them on the files that llmrec evaluate --write-splits writes, or name the "
          + "split that they were made on.");

  private final ErrorPage page;

  DataCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "Data that you bring";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
