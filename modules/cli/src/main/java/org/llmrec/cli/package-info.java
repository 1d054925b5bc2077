/**
 * The command line. {@link org.llmrec.cli.Main} starts it; everything else is internal, and what it
 * can do is in {@code llmrec --help}. Programs use {@code org.llmrec.recommender} and {@code
 * org.llmrec.pipeline} instead.
 */
package org.llmrec.cli;
