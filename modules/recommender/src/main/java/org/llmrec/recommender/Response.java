package org.llmrec.recommender;

import java.util.List;

/**
 * The answer to one request.
 *
 * @param items best first, no item twice, at most as many as asked for
 * @param notes whatever is unusual; empty when all went as asked
 * @param generation the id of the generation that answered
 */
public record Response(List<Ranked> items, List<Note> notes, String generation) {

  /** Copies the lists. */
  public Response {
    items = List.copyOf(items);
    notes = List.copyOf(notes);
  }

  /** Whether there is a note of that kind. */
  public boolean has(Note.Code code) {
    return notes.stream().anyMatch(note -> note.code() == code);
  }

  /** Whether the deadline passed before the answer was complete. */
  public boolean partial() {
    return has(Note.Code.PARTIAL);
  }
}
