/** The list of prices, estimates of calls, and the meter that every call passes. */
package org.llmrec.enrich.budget;
