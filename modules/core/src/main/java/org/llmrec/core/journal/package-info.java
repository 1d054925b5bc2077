/**
 * The journal of a workspace: which items were put in and which were deleted since the catalogue
 * was last imported. One process writes it, by {@link org.llmrec.core.journal.ItemJournal}; what it
 * says is safe when the call returns. Builds read it, by {@link
 * org.llmrec.core.journal.JournalContent}, while somebody writes.
 */
package org.llmrec.core.journal;
