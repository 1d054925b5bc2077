/**
 * The first stage under evaluation: what each source of {@code org.llmrec.retrieve.source} finds,
 * what all of them find together, and what the ranker makes of it compared with scoring everything.
 */
package org.llmrec.lab.stage;
