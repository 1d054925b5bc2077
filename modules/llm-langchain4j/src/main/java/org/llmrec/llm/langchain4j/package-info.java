/** Any chat model that langchain4j knows. */
package org.llmrec.llm.langchain4j;
