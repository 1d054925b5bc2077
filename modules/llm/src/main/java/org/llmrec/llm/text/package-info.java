/**
 * Text on its way to a model and back: {@link org.llmrec.llm.text.VisibleText} takes out of foreign
 * text what nobody would see, {@link org.llmrec.llm.text.QuotedText} puts it where it stays text,
 * {@link org.llmrec.llm.text.RawAnswer} finds an answer within what the model wrote around it.
 */
package org.llmrec.llm.text;
