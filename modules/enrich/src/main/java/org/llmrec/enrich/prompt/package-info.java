/**
 * The questions, and the safe way to put an item into one.
 *
 * <p>{@link org.llmrec.enrich.prompt.PromptTemplate} holds the eight that come with the library, in
 * versions: version 1 asks for plain text, version 2 for one JSON object with the field {@code
 * text} or {@code tags}. {@link org.llmrec.enrich.prompt.OwnPrompts} reads what the user wrote,
 * {@link org.llmrec.enrich.prompt.PromptPack} puts several questions into one call. Whatever the
 * prompt, an answer is kept as one text; {@link org.llmrec.enrich.prompt.AnswerTexts} takes that of
 * a pack apart again.
 *
 * <p>An item's text is hostile until shown otherwise. It stands in a place of its own as JSON on
 * one line, in which it cannot close a string; it is {@link org.llmrec.llm.text.VisibleText}, cut
 * to 1,500 tokens for the item and 400 for each neighbour, and the marks of chat templates in it
 * are escaped. No wording keeps a model from obeying it all the same. So a call is about one item,
 * and the worst that its text can do is spoil the answer about itself (or, shown as a neighbour,
 * that about an item that the same people choose).
 */
package org.llmrec.enrich.prompt;
