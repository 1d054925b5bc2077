package org.llmrec.core.error;

/** Training, tuning and experiments. */
public enum TrainingCode implements ErrorCode {
  /** A training diverged. */
  TRAINING_DIVERGED(
      1,
      "A training diverged",
      "The loss or the weights stopped being finite: the steps were too large.",
      "Lower the learning rate that the sentence names."),
  /** A computation has no usable result. */
  NUMBERS_UNUSABLE(
      1,
      "A computation has no usable result",
      "A matrix is not positive definite or holds NaN, or what was learnt is not finite.",
      "Raise the regularisation, and look for empty columns and very large weights."),
  /** The data is too large for this method. */
  TOO_LARGE(
      2,
      "The data is too large for this method",
      "A dense matrix or an array would need more memory than there is or than Java "
          + "can address.",
      "Take a method without a dense matrix, such as item-knn or ials, fewer fields, "
          + "or more heap (LLMREC_JAVA_OPTS=-Xmx8g)."),
  /** Text vectors are needed and absent. */
  TEXTS_MISSING(
      2,
      "Text vectors are needed and absent",
      "The method looks at what is written about the items, and was given no vectors "
          + "of it, or of other items or widths.",
      "Name the model's texts, encode all fields with one encoder, and look whether "
          + "the ids agree."),
  /** The GPU to train on is not there. */
  GPU_ABSENT(
      2,
      "The GPU to train on is not there",
      "The PyTorch on the class path is for the processor alone, or its CUDA finds no such GPU.",
      "Install the library and driver that the sentence names, or train with device: cpu."),
  /** A checkpoint, search or bundle is of another training. */
  CHECKPOINT_MISMATCH(
      2,
      "A checkpoint, search or bundle is of another training",
      "What lies in the folder was made with other options or data, so going on from "
          + "it would mix two trainings.",
      "Train with what it was made with, name another folder, or delete it."),
  /** An experiment failed. */
  EVALUATION_FAILED(
      1,
      "An experiment failed",
      "A method could not be fitted or asked, or gave no numbers. The sentence names "
          + "it and the case.",
      "Mend the method or its settings; the rest of the experiment is kept, and "
          + "running it again goes on."),
  /** The document's markers are not in order. */
  DOCUMENT_MARKERS(
      2,
      "The document's markers are not in order",
      "Results are written between pairs of comments in a Markdown document, and "
          + "these are not paired. Nothing was changed.",
      "Mend the markers at the line that is named.");

  private final ErrorPage page;

  TrainingCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "Training and evaluation";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
