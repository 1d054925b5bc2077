/**
 * A model's graph made faster or smaller, offline: {@link
 * org.llmrec.encode.graph.GraphFusion#fuse(java.nio.file.Path)} puts a fused graph beside a model,
 * {@link org.llmrec.encode.graph.HalfModels#convert} makes a model in float16 of one in float32.
 * Both are compared with the model they were made of before anybody computes with them.
 */
package org.llmrec.encode.graph;
