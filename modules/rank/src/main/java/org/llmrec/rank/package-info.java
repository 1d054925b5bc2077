/**
 * The trained ranker as it is stored and served. Start at {@link org.llmrec.rank.RankerBundle}: it
 * opens a bundle folder, checks every part against its {@link org.llmrec.rank.BundleManifest}, and
 * hands out the {@link org.llmrec.rank.Ranker} that scores items for a user vector.
 *
 * <p>A user vector comes from training, or from {@link org.llmrec.rank.UserFoldIn}, which solves
 * for the one that fits a history. An item vector comes from the bundle, or from {@link
 * org.llmrec.rank.ItemTower}, which computes it from the vectors of the item's texts. Training
 * writes bundles through {@link org.llmrec.rank.BundleWriter}. No native code runs here.
 */
package org.llmrec.rank;
