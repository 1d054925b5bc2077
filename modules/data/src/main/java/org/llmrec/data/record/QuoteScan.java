package org.llmrec.data.record;

/**
 * Follows the quotes of a CSV record from line to line, to know where the record ends before it is
 * parsed. A quote counts only at a field's start; doubled inside a quoted field it is a character.
 */
final class QuoteScan {
  private enum State {
    START,
    PLAIN,
    QUOTED,
    AFTER_QUOTE,
    BROKEN
  }

  private final char delimiter;
  private State state = State.START;
  private int fields = 1;

  QuoteScan(char delimiter) {
    this.delimiter = delimiter;
  }

  void line(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      state =
          switch (state) {
            case START -> c == '"' ? State.QUOTED : c == delimiter ? State.START : State.PLAIN;
            case PLAIN -> c == delimiter ? State.START : State.PLAIN;
            case QUOTED -> c == '"' ? State.AFTER_QUOTE : State.QUOTED;
            case AFTER_QUOTE ->
                c == '"' ? State.QUOTED : c == delimiter ? State.START : State.BROKEN;
            case BROKEN -> State.BROKEN;
          };
      // Only a delimiter leads back to the start.
      fields += state == State.START ? 1 : 0;
    }
  }

  /** How many fields the record has, as far as it was read. */
  int fields() {
    return fields;
  }

  /** A quoted field goes on in the next line. */
  boolean open() {
    return state == State.QUOTED;
  }

  /** Something follows a closing quote that may not. */
  boolean broken() {
    return state == State.BROKEN;
  }
}
