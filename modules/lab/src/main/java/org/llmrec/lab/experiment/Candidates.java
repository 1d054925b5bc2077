package org.llmrec.lab.experiment;

/** Which ranking the leaderboard shows, where a protocol asks for several. */
public enum Candidates {
  /** Of the whole catalogue. */
  ALL("all"),
  /** Of the held-out items alone; for cold items only. */
  HELD_OUT("held-out");

  private final String label;

  Candidates(String label) {
    this.label = label;
  }

  /** As it stands in a file, and as the protocol calls it. */
  public String label() {
    return label;
  }
}
