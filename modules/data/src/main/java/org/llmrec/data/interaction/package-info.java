/**
 * Interactions: {@link org.llmrec.data.interaction.InteractionImport} reads somebody's file under a
 * declared {@link org.llmrec.data.interaction.Feedback}, merges repeats by a {@link
 * org.llmrec.data.interaction.Repeats} policy and leaves the normalised CSV of {@link
 * org.llmrec.data.interaction.InteractionFiles}.
 */
package org.llmrec.data.interaction;
