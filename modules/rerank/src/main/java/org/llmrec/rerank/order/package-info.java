/**
 * How opinions about a few items become an order of many, whoever holds the opinions.
 *
 * <p>Items are numbers from 0 on, in their given order. A strategy asks a judge: a {@link
 * org.llmrec.rerank.order.PairJudge} which of two is better, a {@link
 * org.llmrec.rerank.order.SetJudge} which of several is the best, a {@link
 * org.llmrec.rerank.order.ListJudge} for the order of a window, a {@link
 * org.llmrec.rerank.order.PickJudge} for the best half of a group, a {@link
 * org.llmrec.rerank.order.PointJudge} what one item is worth. A judge that may ask nothing more
 * throws {@link org.llmrec.rerank.order.HaltedException}; the {@link
 * org.llmrec.rerank.order.Standing} is then what the opinions so far amount to. No strategy loses
 * an item, and items of which nothing is known keep their order.
 */
package org.llmrec.rerank.order;
