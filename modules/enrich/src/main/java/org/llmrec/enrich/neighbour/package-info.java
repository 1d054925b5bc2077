/**
 * The items that share their audience with an item: {@link
 * org.llmrec.enrich.neighbour.PersonalisedPageRank} on the graph of users and items.
 */
package org.llmrec.enrich.neighbour;
