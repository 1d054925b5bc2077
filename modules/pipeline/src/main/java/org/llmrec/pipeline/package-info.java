/** The workspace: stages, generations, what is stale. */
package org.llmrec.pipeline;
