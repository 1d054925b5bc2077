/**
 * Rows of foreign files, one at a time, and what becomes of the bad ones.
 *
 * <p>{@link org.llmrec.data.record.Rows} opens a file and yields a {@link
 * org.llmrec.data.record.Row} per record; {@link org.llmrec.data.record.Columns} finds out which
 * column means what; {@link org.llmrec.data.record.Values} turns fields into ids, numbers and
 * times; {@link org.llmrec.data.record.Rejects} writes down every record that was refused. Nothing
 * here trusts the file: {@link org.llmrec.data.record.Limits} says how far it may go, and text must
 * be in the encoding that was declared. Data sets that come as a folder, and tables without a
 * header, are known by {@link org.llmrec.data.record.Format}.
 */
package org.llmrec.data.record;
