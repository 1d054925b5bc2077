/**
 * The questions: versioned templates that come with the library, and the safe way to put an item
 * into one.
 */
package org.llmrec.enrich.prompt;
