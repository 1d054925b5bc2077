package org.llmrec.lab.collection;

/**
 * What came of the documents.
 *
 * @param files that were read
 * @param read records, the refused ones included
 * @param indexed of these
 * @param refused records, and files without any
 * @param empty indexed ones that have no text and cannot be found
 * @param unclosed indexed ones without an end tag
 * @param latin1Files files taken as ISO-8859-1, as they are not UTF-8
 */
public record DocumentCounts(
    int files, long read, int indexed, long refused, long empty, long unclosed, int latin1Files) {}
