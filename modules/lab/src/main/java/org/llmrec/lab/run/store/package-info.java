/**
 * One file for every fit that was made and judged, written whole or not at all, so that a run that
 * was killed goes on where it was: {@link org.llmrec.lab.run.store.ResultStore}. A {@link
 * org.llmrec.lab.run.store.StoreKey} holds all that the figures depend on.
 */
package org.llmrec.lab.run.store;
