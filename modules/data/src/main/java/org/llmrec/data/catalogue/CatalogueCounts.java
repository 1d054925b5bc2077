package org.llmrec.data.catalogue;

/**
 * What became of a catalogue's records.
 *
 * @param read how many came in, those of the journal included and those that it deletes not; always
 *     {@code accepted + rejected}
 * @param accepted how many are items now
 * @param rejected how many were refused
 * @param withoutDescription accepted items that are encoded from title and categories
 * @param withoutTitle accepted items that nobody gave a title
 */
public record CatalogueCounts(
    long read, long accepted, long rejected, long withoutDescription, long withoutTitle) {}
