package org.llmrec.enrich.answer;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.enrich.prompt.PromptTemplate;

/**
 * The interactions that answers were built on. An answer about an item's neighbours says something
 * of every edge that made them neighbours, held-out ones included; so it may be used with the data
 * that it was built on, and with no other. Immutable.
 *
 * @param answers from a graph to the number of answers built on it; those that saw no interactions
 *     are not counted
 */
public record AnswerGraphs(SortedMap<String, Long> answers) {
  /** Stands for the graph of an answer that saw neighbours but does not say which graph's. */
  public static final String UNRECORDED = "unrecorded";

  private static final Set<String> GUIDED =
      PromptTemplate.IDS.stream()
          .filter(prompt -> PromptTemplate.load(prompt, 1).wantsNeighbours())
          .collect(Collectors.toUnmodifiableSet());

  /** Copies the map. */
  public AnswerGraphs {
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  /** Of all these; reads the stream to its end and leaves it open. */
  public static AnswerGraphs of(Stream<Answer> answers) {
    return new AnswerGraphs(
        answers
            .map(AnswerGraphs::graph)
            .filter(graph -> !graph.isEmpty())
            .collect(Collectors.groupingBy(graph -> graph, TreeMap::new, Collectors.counting())));
  }

  /** The graph of one answer; empty if it saw no interactions. */
  private static String graph(Answer answer) {
    boolean guided = !answer.neighbours().isEmpty() || GUIDED.contains(answer.prompt());
    return guided && answer.graph().isBlank() ? UNRECORDED : answer.graph().strip();
  }

  /**
   * This, if no answer saw anything but what the data may be learnt from.
   *
   * @param independent graphs of other people's interactions, none of which is in any part of the
   *     data: such answers give nothing away. {@link #UNRECORDED} may be among them
   * @throws ConfigException if an answer was built on a graph that is neither; names the graph, the
   *     data's hash, how many answers there are, and what to do
   */
  public AnswerGraphs checkedFor(TrainingData data, Set<String> independent) {
    for (Map.Entry<String, Long> each : answers.entrySet()) {
      String graph = each.getKey();
      if (!data.admits(graph) && !independent.contains(graph)) {
        throw new ConfigException(
            DataCode.DATA_LEAK,
            "expected answers built on no interactions, or on those with hash "
                + data.hash()
                + " that this split trains on, found "
                + each.getValue()
                + (graph.equals(UNRECORDED)
                    ? " built on neighbours without a record of which interactions made them so"
                    : " built on the graph " + graph)
                + ", which may hold what the test asks for; have them written anew from this"
                + " split's training data (`llmrec enrich --refresh-neighbours` for those that it"
                + " asked), leave them out, or, if they come from other people's"
                + " interactions that are in no part of this data, declare that: independent-graphs:"
                + " [\""
                + graph
                + "\"] below the answers' path in llmrec.yaml, or below enrich if they were imported");
      }
    }
    return this;
  }
}
