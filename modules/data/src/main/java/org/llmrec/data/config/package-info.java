/**
 * Strict YAML configuration: {@link org.llmrec.data.config.ConfigSection#read} reads a file whose
 * keys are known; whatever is not understood is an error that names the file, the line and the key.
 * One document, no aliases, no key twice.
 */
package org.llmrec.data.config;
