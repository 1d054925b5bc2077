/**
 * From what a language model wrote to items of a catalogue.
 *
 * <p>A model is asked for one label, an order of labels, yes or no, a number, or a list of titles.
 * It answers with that and more: thoughts, code fences, bold type, numbers before lines, reasons.
 * Or it repeats itself, invents, is cut off, or refuses. Here is the one place that reads such
 * answers. Reading never throws, whatever the answer is, and takes time linear in its length.
 *
 * <ul>
 *   <li>{@link org.llmrec.rerank.ground.OneLabel}: which of two or more is named.
 *   <li>{@link org.llmrec.rerank.ground.LabelList}: in which order they are named, and {@link
 *       org.llmrec.rerank.ground.Permutation}: the same made whole, with its flaws counted.
 *   <li>{@link org.llmrec.rerank.ground.YesNo} and {@link org.llmrec.rerank.ground.NumberAnswer}.
 * </ul>
 *
 * <pre>{@code
 * List<Integer> said = LabelList.parse(completion.text(), List.of("1", "2", "3"));
 * Permutation order = Permutation.complete(said, 3); // each of 0, 1, 2 once, whatever was said
 * }</pre>
 */
package org.llmrec.rerank.ground;
