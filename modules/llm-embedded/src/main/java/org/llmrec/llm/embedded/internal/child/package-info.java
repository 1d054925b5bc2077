/** The engine's own process: takes orders from its caller, and ends when the caller does. */
package org.llmrec.llm.embedded.internal.child;
