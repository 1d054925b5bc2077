/**
 * Files that are packed with gzip or zstd, read as what is in them. Which it is, the first bytes
 * say, not the name. A file that unpacks to far more than any text would is refused while it is
 * read, so that nobody's memory or disk has to hold it.
 */
package org.llmrec.data.packed;
