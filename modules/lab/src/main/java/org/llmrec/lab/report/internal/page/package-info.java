/**
 * The page's sections, one class each. A section that has nothing to show leaves itself out, so
 * that no reader looks at empty axes.
 */
package org.llmrec.lab.report.internal.page;
