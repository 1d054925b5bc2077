/** The files of the vector cache; for {@code org.llmrec.encode.cache} only. */
package org.llmrec.encode.cache.internal;
