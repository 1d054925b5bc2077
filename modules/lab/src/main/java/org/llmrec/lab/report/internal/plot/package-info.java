/**
 * Plots as inline SVG: a few kinds, each a function of numbers, coloured by the page's style sheet
 * so that they follow its theme.
 */
package org.llmrec.lab.report.internal.plot;
