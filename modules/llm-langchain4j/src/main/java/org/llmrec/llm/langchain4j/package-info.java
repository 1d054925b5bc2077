/**
 * Any chat model that langchain4j knows, from Java with {@link
 * org.llmrec.llm.langchain4j.LangChain4jModel} or from a configuration:
 *
 * <pre>{@code
 * llm:
 *   kind: langchain4j
 *   supplier: com.example.MyModel     # implements Supplier<ChatModel>, public, without arguments
 * }</pre>
 */
package org.llmrec.llm.langchain4j;
