package org.llmrec.rerank.chat;

/** Of whom an example tells. */
public enum Whose {
  /** Of the user who is asked about. */
  OWN("example-own"),
  /** Of somebody else. */
  OTHER("example-other");

  private final String part;

  Whose(String part) {
    this.part = part;
  }

  /** The part of the wording. */
  String part() {
    return part;
  }
}
