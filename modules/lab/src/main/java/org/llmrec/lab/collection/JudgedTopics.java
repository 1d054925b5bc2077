package org.llmrec.lab.collection;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.collection.Qrels;
import org.llmrec.data.collection.Topic;
import org.llmrec.retrieve.CatalogueIndex;

/**
 * Topics with their judgements. A topic {@code 051} without judgements is the topic {@code 51} that
 * has some: TREC's first topics are written so.
 */
record JudgedTopics(List<Topic> topics, Qrels qrels) {
  /** The topic's id as the judgements have it. */
  String id(Topic topic) {
    String bare = topic.id().replaceFirst("^0+(?=.)", "");
    boolean otherwise = !qrels.topics().contains(topic.id()) && qrels.topics().contains(bare);
    return otherwise ? bare : topic.id();
  }

  SortedMap<String, Integer> grades(Topic topic) {
    return qrels.of(id(topic));
  }

  boolean isEvaluated(Topic topic) {
    return relevant(topic) > 0;
  }

  int relevant(Topic topic) {
    return (int) grades(topic).values().stream().filter(grade -> grade >= 1).count();
  }

  /**
   * Counts.
   *
   * @throws ConfigException if no topic has a relevant document
   */
  TopicCounts counts(CatalogueIndex index, Topic.Fields fields, long refused) {
    int evaluated = (int) topics.stream().filter(this::isEvaluated).count();
    if (evaluated == 0) {
      throw new ConfigException(
          DataCode.IDS_DISAGREE,
          "expected a topic with a relevant document, found none: the topics begin with "
              + topics.getFirst().id()
              + ", the judged ones with "
              + qrels.topics().iterator().next()
              + "; are these files of one collection?");
    }
    int unjudged = (int) topics.stream().filter(topic -> grades(topic).isEmpty()).count();
    Set<String> unknown = new HashSet<>(qrels.topics());
    topics.forEach(topic -> unknown.remove(id(topic)));
    SortedSet<String> relevant = qrels.relevantDocuments();
    return new TopicCounts(
        topics.size(),
        evaluated,
        unjudged,
        topics.size() - evaluated - unjudged,
        (int) topics.stream().filter(topic -> !index.hasWords(topic.query(fields))).count(),
        (int) topics.stream().filter(topic -> index.isCut(topic.query(fields))).count(),
        qrels.size(),
        unknown.size(),
        relevant.size(),
        (int) relevant.stream().filter(document -> index.ordinal(document) < 0).count(),
        refused);
  }
}
