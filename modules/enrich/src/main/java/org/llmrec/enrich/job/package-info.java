/**
 * The job that asks a language model about every item: what has been answered is not asked again,
 * what is answered is kept, and it stops when the money is spent.
 */
package org.llmrec.enrich.job;
