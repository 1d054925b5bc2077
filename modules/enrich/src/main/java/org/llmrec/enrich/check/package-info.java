/** Whether an answer is one: its form, its language, and that it is not the question again. */
package org.llmrec.enrich.check;
