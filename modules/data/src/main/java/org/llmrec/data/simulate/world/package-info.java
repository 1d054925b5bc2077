/**
 * A made-up catalogue of any size with people of any number, to see what a road from a catalogue to
 * a ranker costs: {@link org.llmrec.data.simulate.world.WorldFiles} writes it as files that {@code
 * llmrec init} takes. Every item and every person has a random stream of their own, so that a
 * million are written as fast for each as a thousand, in no memory.
 *
 * <p>The process ({@link org.llmrec.data.simulate.world.World} for items, {@link
 * org.llmrec.data.simulate.world.People} for who meets them): of {@code N} items there are about
 * {@code 4 N^(1/3)} genres of equal size. Within a genre, and over all, an item is met in
 * proportion to its rank to the power -0.8. A person has up to three genres of their own, from
 * which three of four interactions come; how many these are is log-normal. Titles, descriptions and
 * tags are drawn from words of the item's genre and from words of all, both with Zipf's law.
 *
 * <p>Figures measured on it say what something costs, never how good it is.
 */
package org.llmrec.data.simulate.world;
