package org.llmrec.core.error;

/** Files that this library wrote and that are no longer what they were. */
public enum FileCode implements ErrorCode {
  /** A file is damaged. */
  FILE_DAMAGED(
      1,
      "A file is damaged",
      "It is cut, changed or mixed up.",
      "Restore it from a copy, or make it again where it came from; in a workspace llmrec "
          + "build does. Where it keeps happening, look at the disk."),
  /** A file that a build made is damaged or absent. */
  BUILD_DAMAGED(
      1,
      "A file that a build made is damaged or absent",
      "A file of a stage, of the index or of the generation is not as it was "
          + "published. Nothing of yours is lost.",
      "Run llmrec build -w DIR: what is damaged is built again. llmrec doctor -w DIR "
          + "looks at every file."),
  /** A ranker's bundle is damaged. */
  BUNDLE_DAMAGED(
      1,
      "A ranker's bundle is damaged",
      "A file of the bundle differs from its manifest, or tensors are absent or of "
          + "another shape.",
      "Train again, in a workspace with llmrec build; or fetch the bundle again from "
          + "where it came."),
  /** A ranker gives other scores than when it was stored. */
  SELF_TEST_FAILED(
      1,
      "A ranker gives other scores than when it was stored",
      "Every bundle holds some scores of its own, and they came out different: its "
          + "weights were changed, or this machine computes differently.",
      "Train again. If a fresh bundle fails too, please report it with the output of "
          + "llmrec doctor."),
  /** A file was written by another version. */
  FORMAT_NEWER(
      1,
      "A file was written by another version",
      "The file's format is one that this version does not know, as a rule because a "
          + "newer one wrote it.",
      "Use the version that wrote it or a newer one, or make the file again with this one."),
  /** A file is of a version that is no longer read. */
  FORMAT_OLDER(
      1,
      "A file is of a version that is no longer read",
      "The file's format is older than what this version reads.",
      "Make it again with this version: llmrec build in a workspace."),
  /** A file or folder is of something else. */
  FILE_FOREIGN(
      1,
      "A file or folder is of something else",
      "It may be whole, but it is of another kind, or belongs to other data than what "
          + "lies beside it.",
      "Name the right one. In a workspace, where files were copied by hand, run "
          + "llmrec build."),
  /** The store of answers is damaged. */
  ANSWERS_DAMAGED(
      1,
      "The store of answers is damaged",
      "The SQLite file with the language model's answers or the account of what was "
          + "spent cannot be read as it was written. Answers cost money, so nothing is "
          + "deleted.",
      "Restore answers/ from a copy, or save what is left as the sentence shows."),
  /** The journal of live items is damaged. */
  JOURNAL_DAMAGED(
      1,
      "The journal of live items is damaged",
      "A line before the last is not as it was written. A last line without an end is "
          + "no damage; it is left out and reported.",
      "Restore live/journal.jsonl from a copy, or take the named line out, and with "
          + "it what it said."),
  /** The files of a split are damaged. */
  SPLIT_DAMAGED(
      1,
      "The files of a split are damaged",
      "A part of the split is absent or not as it was written.",
      "Cut the split again with the same options; it gives the same parts."),
  /** A checkpoint or a journal of a search is damaged. */
  CHECKPOINT_DAMAGED(
      1,
      "A checkpoint or a journal of a search is damaged",
      "What a training or a search wrote to go on from is not whole.",
      "Delete the folder that is named and begin anew."),
  /** A stored intermediate result is damaged. */
  CACHE_DAMAGED(
      1,
      "A stored intermediate result is damaged",
      "Vectors, fits or results that were kept to save time are not whole.",
      "Delete the file that is named; what it held is made again.");

  private final ErrorPage page;

  FileCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "Damaged files";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
