/**
 * Language models behind one interface: {@link org.llmrec.llm.LanguageModel} completes messages and
 * scores given answers; {@link org.llmrec.llm.LanguageModels} opens one by the settings of a
 * configuration. {@link org.llmrec.llm.http} speaks to any server with OpenAI's protocol, {@link
 * org.llmrec.llm.record} replays and records, {@link org.llmrec.llm.guard} puts retries, limits and
 * a circuit breaker around any of them, {@link org.llmrec.llm.batch} is for calls that may take a
 * day.
 */
package org.llmrec.llm;
