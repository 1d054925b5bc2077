package org.llmrec.enrich.answer;

/**
 * What was written.
 *
 * @param written fields with a text
 * @param missing fields without one
 */
public record ExportCounts(long written, long missing) {}
