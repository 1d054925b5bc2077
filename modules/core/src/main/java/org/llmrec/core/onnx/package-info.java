/**
 * ONNX files before any native code sees them: what a graph takes and gives, and which other files
 * it would load. {@link org.llmrec.core.onnx.OnnxFile} reads that from the file's own bytes.
 */
package org.llmrec.core.onnx;
