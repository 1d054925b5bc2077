/**
 * Deletions that leave nothing behind: {@link org.llmrec.pipeline.forget.Forgetting} takes an item
 * or a person out of all that a workspace keeps between builds, and sees to it that the next build
 * makes everything else without them.
 */
package org.llmrec.pipeline.forget;
