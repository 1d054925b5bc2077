package org.llmrec.core.error;

/** Sentence encoders and pair scorers: their files, devices and downloads. */
public enum EncoderCode implements ErrorCode {
  /** The model is nowhere on this machine. */
  MODEL_ABSENT(
      2,
      "The model is nowhere on this machine",
      "The model's files are neither on the class path nor in the store of models.",
      "Add the artifact that the sentence names, or fetch it with llmrec models "
          + "fetch. llmrec models list shows what is here."),
  /** The model's folder lacks a file. */
  MODEL_INCOMPLETE(
      2,
      "The model's folder lacks a file",
      "A model is a folder with a graph, a tokenizer and what says how to use them, "
          + "and one of these is not there or there are several to choose from.",
      "Fetch the missing file, or name the one that is meant with the option that the "
          + "sentence gives."),
  /** A model's file has another hash than its manifest says. */
  MODEL_DAMAGED(
      1,
      "A model's file has another hash than its manifest says",
      "Size or SHA-256 differ: the download was cut, or somebody changed the file.",
      "Remove the model and fetch it again; llmrec models verify checks all of them."),
  /** The model does what we do not. */
  MODEL_UNSUPPORTED(
      2,
      "The model does what we do not",
      "Its inputs, outputs, pooling, normalizer or weights are of a form that the "
          + "encoder cannot run faithfully, and near enough would give wrong vectors.",
      "Export it anew as the sentence says, or choose another model; docs/encoders.md "
          + "lists what is supported."),
  /** The model's files do not say how to use it. */
  MODEL_UNDESCRIBED(
      2,
      "The model's files do not say how to use it",
      "Pooling, the number of word pieces, the output or its width stand in none of "
          + "its files.",
      "Say it with the option that the sentence names."),
  /** The encoder is another than the vectors were made with. */
  ENCODER_CHANGED(
      2,
      "The encoder is another than the vectors were made with",
      "Vectors of two encoders cannot be compared, so a ranker, an index or a file of "
          + "vectors takes only its own encoder's.",
      "Use that encoder, or encode and train again with this one."),
  /** The device is not there. */
  DEVICE_ABSENT(
      2,
      "The device is not there",
      "The GPU or provider that was named is not in this ONNX Runtime, or it is and "
          + "cannot be used.",
      "Install the build and driver that the sentence names, or ask for cpu, or for "
          + "prefer cuda, which falls back."),
  /** The model cannot be loaded or run. */
  MODEL_FAILED(
      1,
      "The model cannot be loaded or run",
      "ONNX Runtime or DJL refused the graph or a batch. Their message is in the sentence.",
      "Run llmrec models verify; where the files are right, try cpu as device and "
          + "fewer texts at once, since memory is the usual cause."),
  /** The model gives numbers that cannot be used. */
  MODEL_OUTPUT(
      1,
      "The model gives numbers that cannot be used",
      "Numbers that are not finite, or fewer or more than there were texts.",
      "Take another export of the model; often one in float16 or quantised does not "
          + "stand these texts."),
  /** A file cannot be downloaded. */
  DOWNLOAD_FAILED(
      1,
      "A file cannot be downloaded",
      "The server cannot be reached, gives another status, sends it elsewhere, or the "
          + "connection broke too often. What came is kept.",
      "Try again: the same command goes on where it stopped. Behind a proxy set "
          + "Java's https.proxyHost."),
  /** A download gave other bytes than expected. */
  DOWNLOAD_MISMATCH(
      1,
      "A download gave other bytes than expected",
      "The file has another size or SHA-256 than what is pinned, so it was not taken.",
      "Ask whoever keeps that address, or fetch from another.");

  private final ErrorPage page;

  EncoderCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "Encoders";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
