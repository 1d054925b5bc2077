/**
 * What the prompts of this module share: {@link org.llmrec.rerank.prompt.Template}, a versioned
 * wording with places for data, and {@link org.llmrec.rerank.prompt.Asking}, one question to a
 * model whose refusal is an answer too.
 *
 * <p>What fills a place is foreign until shown otherwise, so it goes in as {@link
 * org.llmrec.llm.text.QuotedText}, and the wordings say that it is data. No wording keeps a model
 * from obeying a title all the same; what it says then is read as strictly as any other answer.
 */
package org.llmrec.rerank.prompt;
