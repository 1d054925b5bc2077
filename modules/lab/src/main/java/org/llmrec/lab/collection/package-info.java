/**
 * Classic test collections, from their files to figures: indexed by the product's own indexer,
 * searched by its own search for words, judged by {@code metrics}, and on request compared with
 * plain Lucene on the same terms.
 */
package org.llmrec.lab.collection;
