/**
 * What a caller can meet. Every message says what was expected, what was found, where, and what to
 * do; {@link org.llmrec.core.error.LlmrecException} is the root, and its subclasses exist only
 * where a caller would act differently. Which error it is says its {@link
 * org.llmrec.core.error.ErrorCode}; {@code docs/errors.md} is made of the codes. A programming
 * error, such as null or an array of another length, is an {@link IllegalArgumentException} or a
 * {@link NullPointerException} and has no code.
 */
package org.llmrec.core.error;
