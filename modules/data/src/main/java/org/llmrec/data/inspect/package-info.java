/**
 * A look at a foreign file before anything is made of it: what it is, how it would be read, and
 * what would be refused. Nothing is written.
 */
package org.llmrec.data.inspect;
