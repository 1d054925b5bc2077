package org.llmrec.recommender;

import java.util.Optional;

/**
 * How far live items have come.
 *
 * @param written the number of the last change that is safe on the disk
 * @param findable the number of the last change that requests see
 * @param items how many items there are now that came after the generation was built
 * @param wordsOnly how many of them have no text vector, as there is no encoder or it failed; they
 *     are found by their words only until the next build
 * @param problem what went wrong last with an item that was written, if anything did; the item will
 *     be in the next build all the same
 * @param dropped how many bytes of a change that nobody was told of were found at the end of the
 *     journal when this was opened, and dropped
 */
public record LiveStatus(
    long written,
    long findable,
    int items,
    int wordsOnly,
    Optional<String> problem,
    long dropped) {}
