package org.llmrec.rerank.ground;

/**
 * A place of an answer where a label stands.
 *
 * @param label which
 * @param chain labels with nothing but separators between them have one number
 * @param line in which line, from 0
 * @param strong in brackets, quotes or bold
 * @param lead first in its line, and set apart from what follows
 * @param alone with nothing else in its line
 * @param verdict said to be the answer, as in "Answer: B"
 */
record Mention(
    int label, int chain, int line, boolean strong, boolean lead, boolean alone, boolean verdict) {}
