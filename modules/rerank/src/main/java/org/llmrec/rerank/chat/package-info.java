/**
 * Recommending by prompt, as in "Is ChatGPT a Good Recommender?" (Liu et al., arXiv 2304.10149).
 */
package org.llmrec.rerank.chat;
