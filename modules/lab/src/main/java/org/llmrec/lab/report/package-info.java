/**
 * What people and programs read of an experiment: {@link org.llmrec.lab.report.HtmlReport one
 * self-contained page}, {@link org.llmrec.lab.report.TerminalReport a table for the terminal},
 * {@link org.llmrec.lab.report.CsvReport CSV}, {@link org.llmrec.lab.report.JsonReport JSON} that
 * can be read back, and {@link org.llmrec.lab.report.ResultsDocument a block of a Markdown
 * document}.
 *
 * <p>All of them are functions of the {@link org.llmrec.lab.result.ExperimentResult} alone: no
 * clock, no machine, no order of a hash map; equal results give equal bytes.
 */
package org.llmrec.lab.report;
