/** The stages of the standard build: model, import, answers, encode, train, index. */
package org.llmrec.pipeline.internal;
