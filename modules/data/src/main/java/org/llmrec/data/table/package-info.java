/**
 * Interactions by column, with users and items as dense numbers: {@link
 * org.llmrec.data.table.InteractionTable} over two {@link org.llmrec.data.table.Ids}.
 */
package org.llmrec.data.table;
