/** Prices, budgets, and the meter that every call passes. */
package org.llmrec.enrich.budget;
