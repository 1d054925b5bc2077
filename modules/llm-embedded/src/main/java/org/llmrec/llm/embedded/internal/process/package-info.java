/** The caller's side of the engine's process: starts it, speaks with it, notices its end. */
package org.llmrec.llm.embedded.internal.process;
