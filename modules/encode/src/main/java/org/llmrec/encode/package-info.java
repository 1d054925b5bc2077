/** Sentence encoders on ONNX Runtime. */
package org.llmrec.encode;
