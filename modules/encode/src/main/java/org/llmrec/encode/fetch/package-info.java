/**
 * Models from elsewhere into the store. This is the only package of the encoder that opens network
 * connections, and nothing calls it but the command {@code llmrec models fetch}: an application
 * that embeds the library downloads nothing by itself, ever.
 */
package org.llmrec.encode.fetch;
