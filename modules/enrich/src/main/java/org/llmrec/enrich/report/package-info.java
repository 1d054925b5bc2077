/**
 * What the answers in a store are like, for a person to look at before they are used: {@link
 * org.llmrec.enrich.report.EnrichReport} gathers it, {@link org.llmrec.enrich.report.TextReport}
 * shows it in a terminal and {@link org.llmrec.enrich.report.HtmlReport} as a page.
 */
package org.llmrec.enrich.report;
