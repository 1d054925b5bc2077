/** How the files are written; nothing here is for other modules. */
package org.llmrec.encode.export.internal;
