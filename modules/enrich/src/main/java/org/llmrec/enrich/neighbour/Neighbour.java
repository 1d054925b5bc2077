package org.llmrec.enrich.neighbour;

/**
 * An item near another.
 *
 * @param item its id
 * @param mass the share of a random surfer's time that is spent there, in (0, 1)
 */
public record Neighbour(String item, double mass) {}
