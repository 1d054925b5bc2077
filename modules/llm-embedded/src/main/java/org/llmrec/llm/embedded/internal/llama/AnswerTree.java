package org.llmrec.llm.embedded.internal.llama;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers by their tokens, so that a beginning that several share is evaluated once. */
final class AnswerTree {
  /** A place after some tokens. */
  static final class Node {
    private final Map<Integer, Node> children = new TreeMap<>();
    private final List<Integer> answers = new ArrayList<>();

    /** What may follow, by token. */
    Map<Integer, Node> children() {
      return children;
    }

    /** Numbers of the answers that end here. */
    List<Integer> answers() {
      return answers;
    }
  }

  private final Node root = new Node();
  private int longest;

  /** Of answers' tokens, in order; none may be empty. */
  AnswerTree(List<int[]> answers) {
    for (int number = 0; number < answers.size(); number++) {
      Node node = root;
      for (int token : answers.get(number)) {
        node = node.children.computeIfAbsent(token, t -> new Node());
      }
      node.answers.add(number);
      longest = Math.max(longest, answers.get(number).length);
    }
  }

  /** Before the first token. */
  Node root() {
    return root;
  }

  /** Tokens of the longest answer. */
  int longest() {
    return longest;
  }
}
