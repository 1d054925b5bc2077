/**
 * Tables for programs that read Parquet: {@link org.llmrec.core.parquet.ParquetWriter} takes rows
 * of {@linkplain org.llmrec.core.parquet.ParquetColumn columns} and writes them as plain as the
 * format goes. Our own, because the libraries that write Parquet bring Hadoop.
 */
package org.llmrec.core.parquet;
