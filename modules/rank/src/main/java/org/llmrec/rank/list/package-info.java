/**
 * Putting a short list of candidates in order by what several methods say of each: the last stage
 * of ranking. Start at {@link org.llmrec.rank.list.ListBundle}, which opens a folder and hands out
 * a {@link org.llmrec.rank.list.ListRanker}. It asks its {@linkplain org.llmrec.rank.list.Part
 * parts}, which were fitted on interactions and texts, about the candidates and a {@link
 * org.llmrec.rank.list.History}; {@link org.llmrec.rank.list.Signals} is what they say, on one
 * scale, and {@link org.llmrec.rank.list.ListNetwork} makes a score of it. {@link
 * org.llmrec.rank.list.Explainer} splits that score.
 *
 * <p>A request costs the weights of the history's items, a small system of equations, and a few
 * hundred multiplications a candidate. No native code runs here.
 */
package org.llmrec.rank.list;
