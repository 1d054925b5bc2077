/**
 * Rows of foreign files, one at a time, and what becomes of the bad ones.
 *
 * <p>{@link org.llmrec.data.record.Rows} opens a file and yields a {@link
 * org.llmrec.data.record.Row} per record; {@link org.llmrec.data.record.Columns} finds out which
 * column means what; {@link org.llmrec.data.record.Values} turns fields into ids, numbers and
 * times; {@link org.llmrec.data.record.Rejects} writes down every record that was refused. Nothing
 * here trusts the file: lines have a longest length, text must be UTF-8, JSON a greatest depth.
 */
package org.llmrec.data.record;
