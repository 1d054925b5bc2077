/**
 * Recommending by prompt: the five tasks of "Is ChatGPT a Good Recommender?" (Liu et al., arXiv
 * 2304.10149), which are rating prediction, sequential and direct recommendation, explanation and
 * review summary.
 *
 * <p>A {@link org.llmrec.rerank.chat.ChatQuestion} is a {@link org.llmrec.rerank.chat.Task} with or
 * without an {@link org.llmrec.rerank.chat.Injection} of examples. Its {@link
 * org.llmrec.rerank.chat.ChatPrompt} has three parts of wording around the case: what is to be
 * done, the examples, what an answer has to look like. Zero-shot is few-shot without the examples
 * and the same otherwise, to the byte. An example that shows what is asked about cannot be put
 * together with the question.
 *
 * <p>{@link org.llmrec.rerank.chat.ChatRecommender} asks and reads the answer strictly; {@link
 * org.llmrec.rerank.chat.ChatReranker} puts a list into a better order by one prompt. Examples come
 * from an {@link org.llmrec.rerank.chat.ExampleSource}, which is made of {@link
 * org.llmrec.rerank.history.TrainingHistories} and so has nothing that was held out:
 *
 * <pre>{@code
 * ExampleSource source = new RandomExamples(histories, 10, seed);
 * Injection examples = new Injection(List.copyOf(source.examples(user, hidden, 3)), hidden);
 * Told<Grounded> told =
 *     new ChatRecommender(Asking.of(model))
 *         .next(Task.Next.of(history), Optional.of(examples), catalogue, Deadline.none());
 * }</pre>
 */
package org.llmrec.rerank.chat;
