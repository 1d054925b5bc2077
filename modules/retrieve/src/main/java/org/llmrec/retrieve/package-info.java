/** Candidates from Lucene: words, vectors, popularity, and their fusion. */
package org.llmrec.retrieve;
