/**
 * Models as ONNX files, which other engines run: {@link org.llmrec.rank.onnx.OnnxGraph} writes one
 * without any library.
 */
package org.llmrec.rank.onnx;
