package org.llmrec.retrieve;

import org.llmrec.core.Item;

/** A change of a catalogue while it is searched. */
public sealed interface LiveChange {

  /** The id of the item that changes. */
  String id();

  /**
   * An item comes in, or takes the place of the one with its id.
   *
   * @param item what the catalogue says now
   * @param textVector {@code [Dtext]}, of any length but zero; null when there is none
   * @param towerVector {@code [Dtower]}; null when there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record Put(Item item, float[] textVector, float[] towerVector) implements LiveChange {
    @Override
    public String id() {
      return item.id();
    }
  }

  /** An item goes; one that is not there is no error. */
  record Delete(String id) implements LiveChange {}
}
