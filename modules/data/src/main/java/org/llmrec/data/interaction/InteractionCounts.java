package org.llmrec.data.interaction;

/**
 * What became of the records of interactions.
 *
 * @param read how many came in; always {@code accepted + rejected}
 * @param accepted how many were good
 * @param rejected how many were refused
 * @param merged how many of the accepted went into an earlier one of the same user and item
 * @param positives how many of the {@code accepted - merged} that were written count as positive
 * @param users how many users there are
 * @param items how many items of the catalogue occur
 * @param withoutTime accepted ones that carry no time
 * @param inMilliseconds accepted ones whose time was given in milliseconds
 */
public record InteractionCounts(
    long read,
    long accepted,
    long rejected,
    long merged,
    long positives,
    long users,
    long items,
    long withoutTime,
    long inMilliseconds) {}
