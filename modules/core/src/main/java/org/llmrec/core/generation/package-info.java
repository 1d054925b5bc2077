/**
 * What is served, published as one piece.
 *
 * <p>A workspace folder holds:
 *
 * <pre>
 * stages/&lt;stage&gt;/&lt;key&gt;/…            the output of one stage for one set of inputs; never changed
 * generations/&lt;id&gt;/manifest.json   every stage's files, with size and SHA-256
 * generations/&lt;id&gt;/PIN             locked, shared, by those who read this generation
 * CURRENT                          the id of the generation that a new reader takes
 * </pre>
 *
 * <p>A reader calls {@link org.llmrec.core.generation.Generation#pinCurrent} and sees the same
 * files until it closes, whatever is published meanwhile. A writer calls {@link
 * org.llmrec.core.generation.GenerationStore#publish} when every output is in place, and {@link
 * org.llmrec.core.generation.GenerationStore#retire} to remove what nobody reads. Reading needs no
 * write access to the folder.
 */
package org.llmrec.core.generation;
