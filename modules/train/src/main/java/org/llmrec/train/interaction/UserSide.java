package org.llmrec.train.interaction;

/**
 * A user with what the first layers make of them alone, whatever the item.
 *
 * @param inputs their part of {@code x0}, {@code [userWidth]}
 * @param cross the user's part of the first cross layer's {@code W x0}, {@code [d]}; empty without
 *     cross layers
 * @param deep that of the first deep layer, {@code [hidden]}; empty where it does not see {@code
 *     x0}
 * @param pulls the user's part of {@link CrossWeights#pulls} and the head, {@code [d]}; empty where
 *     the last cross layer is not folded
 * @param shift that of {@link CrossWeights#shift}
 */
@SuppressWarnings("ArrayRecordComponent") // within the package, and nobody compares it
record UserSide(float[] inputs, float[] cross, float[] deep, float[] pulls, float shift) {}
