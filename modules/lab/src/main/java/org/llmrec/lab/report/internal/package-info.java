/**
 * What the reports share: how numbers are written, sentences about a result, look-ups in it, and
 * text without surprises.
 */
package org.llmrec.lab.report.internal;
