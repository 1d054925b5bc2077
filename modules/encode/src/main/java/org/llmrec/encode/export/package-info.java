/**
 * Vectors for other programs: NumPy, JSON Lines, Parquet. Start with {@link
 * org.llmrec.encode.export.VectorExport}.
 */
package org.llmrec.encode.export;
