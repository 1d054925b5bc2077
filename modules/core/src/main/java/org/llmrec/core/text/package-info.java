/** Text on its way to where some characters mean more than themselves. */
package org.llmrec.core.text;
