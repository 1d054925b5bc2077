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
 *   <li>{@link org.llmrec.rerank.ground.WrittenList}: the titles of a list.
 *   <li>{@link org.llmrec.rerank.ground.TitleIndex}: the item that a title means, by its spelling
 *       or by vectors, with the {@link org.llmrec.rerank.ground.Rung} that says how sure that is.
 *   <li>{@link org.llmrec.rerank.ground.Grounding}: a list of titles as items, each once; what is
 *       repeated, outside the candidates or in no catalogue is counted and kept apart.
 *   <li>{@link org.llmrec.rerank.ground.OrderSchema}: JSON schemas to ask for all of these.
 * </ul>
 *
 * <pre>{@code
 * List<Integer> said = LabelList.parse(completion.text(), List.of("1", "2", "3"));
 * Permutation order = Permutation.complete(said, 3); // each of 0, 1, 2 once, whatever was said
 *
 * Grounding grounding = Grounding.among(TitleIndex.of(catalogue), candidateIds);
 * Grounded grounded = grounding.answer(completion.text());
 * grounded.ids(); grounded.outsideRate(); grounded.counts().of(Rung.FUZZY);
 * }</pre>
 */
package org.llmrec.rerank.ground;
