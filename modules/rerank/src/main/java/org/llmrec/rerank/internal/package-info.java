/** For this module only. */
package org.llmrec.rerank.internal;
