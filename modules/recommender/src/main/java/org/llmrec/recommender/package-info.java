/** The facade people embed: open and serve. */
package org.llmrec.recommender;
