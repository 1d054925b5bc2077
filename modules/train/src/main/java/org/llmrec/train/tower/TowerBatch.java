package org.llmrec.train.tower;

/**
 * One step: some users, what is known of each, what is asked for, and the items it looks at.
 *
 * @param items the numbers of the items looked at, {@code [I]}, each once
 * @param keeps {@code [I]}: 0 for those whose own vectors are left out
 * @param users how many, B
 * @param length how many last items each has room for, L
 * @param means {@code [B, I]}: the weight of each item of the history in the mean, 0 elsewhere
 * @param last {@code [B * L]}: the last items of each history as places among {@code items}
 * @param buckets {@code [B * L]}: how long ago each of them is
 * @param lacks {@code [B * L]}: 0, and far below it where there is no such item
 * @param offsets {@code [B, I]}: what is added to the logits
 * @param targets {@code [B, I]}: the weight of what is asked for; all together 1
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record TowerBatch(
    long[] items,
    float[] keeps,
    int users,
    int length,
    float[] means,
    long[] last,
    long[] buckets,
    float[] lacks,
    float[] offsets,
    float[] targets) {}
