/** How bytes get here and are checked; nothing here is for other modules. */
package org.llmrec.encode.fetch.internal;
