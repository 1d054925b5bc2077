/** Counts, tables and the page of the report about answers. */
package org.llmrec.enrich.report.internal;
