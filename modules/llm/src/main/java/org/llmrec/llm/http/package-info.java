/**
 * Any server with OpenAI's protocol, spoken to with the JDK's client.
 *
 * <pre>{@code
 * try (LanguageModel model = OpenAiModel.open(OpenAiOptions.openAi("gpt-4o-mini"))) {
 *   model.complete(CompletionRequest.of("Describe the film Alien in one sentence.", 60)).text();
 * }
 * }</pre>
 *
 * <p>or, by a configuration, {@link org.llmrec.llm.LanguageModels#open} with kind {@code openai}:
 *
 * <pre>
 * llm:
 *   kind: openai
 *   model: gpt-4o-mini
 *   base-url: https://api.openai.com/v1   # the default
 *   api-key-env: OPENAI_API_KEY           # the name of the variable, never the key
 *   timeout-seconds: 120                  # for one attempt, to the last byte
 *   max-response-bytes: 4194304           # reading is given up beyond
 *   capabilities: json-schema, seed, first-token-scores, batch   # what the server has
 *   allow-insecure: false                 # whether a key may go over plain http to another machine
 * </pre>
 *
 * <p>Base URLs: OpenAI {@code https://api.openai.com/v1}; vLLM ({@code vllm serve}) {@code
 * http://localhost:8000/v1}; llama.cpp ({@code llama-server}) {@code http://localhost:8080/v1};
 * Ollama {@code http://localhost:11434/v1}; LM Studio {@code http://localhost:1234/v1}. The last
 * four need no key on one's own machine. Gateways are reached the same way.
 *
 * <p>{@link org.llmrec.llm.http.OpenAiModel} makes one attempt a call and says of what kind a
 * failure was ({@link org.llmrec.llm.ModelException.Kind}); {@link org.llmrec.llm.guard} tries
 * again. A server that refuses a JSON schema is asked more loosely from then on, so an answer has
 * to be checked in any case. Redirects are never followed, as the key would go with them. What a
 * server says of a failure is shown up to 200 characters, without the key and without what it
 * repeats of the request. Nothing is logged but that a server is asked more loosely. Where the
 * server has batches ({@code batch} among the capabilities, by default for OpenAI only), {@link
 * org.llmrec.llm.LanguageModel#batch} hands calls in by the thousand.
 */
package org.llmrec.llm.http;
