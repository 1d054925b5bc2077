/**
 * What a caller's process and the engine's say to each other: one JSON object a line, orders one
 * way and reports the other, each with the number of the call it belongs to.
 */
package org.llmrec.llm.embedded.internal.wire;
