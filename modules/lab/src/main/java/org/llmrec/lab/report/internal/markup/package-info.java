/** HTML and SVG, written so that no text can become markup. */
package org.llmrec.lab.report.internal.markup;
