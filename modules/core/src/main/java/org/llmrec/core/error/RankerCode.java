package org.llmrec.core.error;

/** Rankers in service, imported ones among them. */
public enum RankerCode implements ErrorCode {
  /** The ONNX graph does not fit. */
  GRAPH_REFUSED(
      2,
      "The ONNX graph does not fit",
      "The imported graph has other inputs, outputs or shapes than its schema says, "
          + "or none that can be read, or loads files that it may not.",
      "Correct the schema or export the graph again; docs/foreign-rankers.md has the forms."),
  /** The schema asks for what nobody tells. */
  SCHEMA_REFUSED(
      2,
      "The schema asks for what nobody tells",
      "A column or vector of the schema is not among what this workspace can tell a "
          + "ranker, or the schema contradicts itself.",
      "Look at what there is with llmrec ranker columns, and correct the schema."),
  /** The ranker cannot be loaded or asked. */
  RANKER_FAILED(
      1,
      "The ranker cannot be loaded or asked",
      "ONNX Runtime refused the graph or one question. Its message is in the sentence.",
      "Import the ranker again. If it fails for some requests only, look at its shapes."),
  /** The ranker gives scores that cannot be used. */
  RANKER_OUTPUT(
      1,
      "The ranker gives scores that cannot be used",
      "A score was not finite, or there were not as many as candidates.",
      "Mend the ranker; if NaN does not mean missing to it, say under missing in its "
          + "schema which number does."),
  /** The index does not say which item a document is. */
  INDEX_KEY(
      2,
      "The index does not say which item a document is",
      "The field that should hold the item's id has no doc values of a kind that can be read.",
      "Index the key as a SortedDocValuesField or NumericDocValuesField too.");

  private final ErrorPage page;

  RankerCode(int exit, String title, String meaning, String advice) {
    page = new ErrorPage(exit, title, meaning, advice);
  }

  @Override
  public String topic() {
    return "Rankers";
  }

  @Override
  public ErrorPage page() {
    return page;
  }
}
