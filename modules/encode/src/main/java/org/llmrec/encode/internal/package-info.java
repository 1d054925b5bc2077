/** The encoder's engine room; nothing here is for other modules. */
package org.llmrec.encode.internal;
