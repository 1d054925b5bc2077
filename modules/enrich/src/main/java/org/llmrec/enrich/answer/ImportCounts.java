package org.llmrec.enrich.answer;

/**
 * What became of answers that were brought into the store. Always {@code read = imported +
 * unchanged + kept + rejected}.
 *
 * @param read how many came in
 * @param imported how many are new, or replaced another one
 * @param unchanged how many the store had already, the very same
 * @param kept how many were left out because the store has another one, imported before
 * @param rejected how many were refused
 */
public record ImportCounts(long read, long imported, long unchanged, long kept, long rejected) {}
