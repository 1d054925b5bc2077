package org.llmrec.core.error;

/** The folder that a build works in and a recommender reads. */
public enum WorkspaceCode implements ErrorCode {
  /** No workspace there. */
  WORKSPACE_MISSING(
      2,
      "No workspace there",
      "The folder has no llmrec.yaml, or is not there at all.",
      "Name the workspace with -w DIR, or make one with llmrec init DIR --catalogue "
          + "FILE --interactions FILE."),
  /** There is a workspace already. */
  WORKSPACE_EXISTS(
      2,
      "There is a workspace already",
      "llmrec init does not write over an llmrec.yaml unasked.",
      "Name another folder, or say --force: the configuration is written anew, all "
          + "else is left."),
  /** Nothing is built yet. */
  NOT_BUILT(
      2,
      "Nothing is built yet",
      "The workspace has no published generation, so there is nothing to serve.",
      "Run llmrec build -w DIR."),
  /** What is served lacks a part. */
  STAGE_MISSING(
      2,
      "What is served lacks a part",
      "The published generation has no output of the stage that is asked for: it was "
          + "built with other options.",
      "Set the option in llmrec.yaml that makes it, and run llmrec build."),
  /** Another process is writing. */
  WORKSPACE_LOCKED(
      1,
      "Another process is writing",
      "One process at a time may change a workspace, its answers or its live items. "
          + "The sentence says which one does. The lock ends with that process, however it "
          + "ends.",
      "Wait until it is done, or end it. Reading goes on meanwhile."),
  /** Another process uses the folder. */
  FOLDER_IN_USE(
      1,
      "Another process uses the folder",
      "A cache, a store, a folder of checkpoints or of an experiment has one user at "
          + "a time, and another process has it.",
      "Wait for it, or name another folder."),
  /** The folder holds something else. */
  FOLDER_NOT_EMPTY(
      2,
      "The folder holds something else",
      "An empty folder is expected, or one of this kind; nothing foreign is overwritten.",
      "Name another folder, or move away what is in it."),
  /** An input changed while it was read. */
  INPUT_CHANGED(
      1,
      "An input changed while it was read",
      "Somebody wrote to a file during the build, so its parts would not fit each other.",
      "Build again when nobody writes to it."),
  /** A stage of the build failed. */
  STAGE_FAILED(
      1,
      "A stage of the build failed",
      "The sentence names the stage and says what happened. What was published before "
          + "goes on serving, and stages that are done are kept.",
      "Remove the cause and run llmrec build again; --debug shows where it happened."),
  /** Answers are missing. */
  ANSWERS_MISSING(
      2,
      "Answers are missing",
      "There is no store of answers, or items lack answers and enrich.on-missing is error.",
      "Run llmrec enrich, import answers with llmrec enrich import, or build without "
          + "them: on-missing: skip."),
  /** The neighbours were found with other settings. */
  NEIGHBOURS_MISMATCH(
      2,
      "The neighbours were found with other settings",
      "The neighbours that answers were written from are pinned, and llmrec.yaml now "
          + "asks for others.",
      "Find them anew with llmrec enrich --refresh-neighbours (--dry-run says what "
          + "that costs), or change llmrec.yaml back."),
  /** Batches of calls are still with the server. */
  BATCHES_OPEN(
      2,
      "Batches of calls are still with the server",
      "What they bring would be mixed up with what is asked for now.",
      "Fetch them first: llmrec enrich --batch."),
  /** The recommender was opened without this. */
  OPENED_WITHOUT(
      2,
      "The recommender was opened without this",
      "A request uses something that the recommender was not given when it was "
          + "opened: live items or a reranker.",
      "Open it with the option of RecommenderOptions that the sentence names.");

  private final ErrorPage page;

  WorkspaceCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "The workspace";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
