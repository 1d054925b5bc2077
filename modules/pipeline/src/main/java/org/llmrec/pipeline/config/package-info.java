/**
 * {@code llmrec.yaml}: what a workspace is built from, and how. {@link
 * org.llmrec.pipeline.config.WorkspaceConfig} reads it; whatever it does not understand is an error
 * that names the file, the line and the key. {@link org.llmrec.pipeline.config.ConfigTemplate}
 * writes a first one, with comments.
 */
package org.llmrec.pipeline.config;
