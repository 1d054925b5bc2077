/** Catalogues, interactions and splits. */
package org.llmrec.data;
