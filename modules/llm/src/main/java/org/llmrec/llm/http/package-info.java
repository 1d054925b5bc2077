/** Any server with OpenAI's protocol, spoken to with the JDK's client. */
package org.llmrec.llm.http;
