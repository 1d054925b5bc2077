/**
 * From files of somebody else's making to the two tables everything later works on: the catalogue
 * and the interactions.
 *
 * <p>{@link org.llmrec.data.packed} unpacks, {@link org.llmrec.data.record} reads rows from files
 * of many formats and keeps account of the refused ones, {@link org.llmrec.data.inspect} looks at a
 * file first; {@link org.llmrec.data.catalogue} makes items of them, {@link
 * org.llmrec.data.interaction} events; {@link org.llmrec.data.table} holds interactions by column
 * and {@link org.llmrec.data.split} cuts them into train, validation and test.
 */
package org.llmrec.data;
