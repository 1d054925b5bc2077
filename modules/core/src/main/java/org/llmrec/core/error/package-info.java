/**
 * What a caller can meet. Every message says what was expected, what was found, where, and what to
 * do; {@link org.llmrec.core.error.LlmrecException} is the root, and its subclasses exist only
 * where a caller would act differently.
 */
package org.llmrec.core.error;
