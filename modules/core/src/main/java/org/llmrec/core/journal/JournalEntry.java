package org.llmrec.core.journal;

/**
 * A change that is safe on the disk.
 *
 * @param sequence its number; each is higher than all before it, and gaps mean nothing
 */
public record JournalEntry(long sequence, ItemChange change) {}
