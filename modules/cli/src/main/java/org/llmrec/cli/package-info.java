/** The command line. */
package org.llmrec.cli;
