/** Any GGUF file through llama.cpp, in a child process. */
package org.llmrec.llm.embedded;
