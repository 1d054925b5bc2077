/**
 * What strategies of reranking make of a model that errs to a known degree: {@link
 * org.llmrec.lab.rerank.StrategyStudy} asks an oracle, {@link org.llmrec.lab.rerank.StrategyPlot}
 * shows quality against prompts and tokens.
 */
package org.llmrec.lab.rerank;
