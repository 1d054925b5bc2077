/**
 * Putting a short list of candidates in order by what several methods say of each. {@link
 * org.llmrec.rank.list.ListNetwork} is the network that does it.
 */
package org.llmrec.rank.list;
