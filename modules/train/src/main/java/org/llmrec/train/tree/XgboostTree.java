package org.llmrec.train.tree;

import com.fasterxml.jackson.databind.JsonNode;
import org.llmrec.core.json.Json;
import org.llmrec.rank.tree.TreeNode;
import org.llmrec.rank.tree.Trees;

/** One tree of XGBoost's JSON: arrays by node, in which child -1 marks a leaf. */
final class XgboostTree {
  private final int tree;
  private final JsonNode left;
  private final JsonNode right;
  private final JsonNode feature;
  private final JsonNode condition;
  private final JsonNode defaultLeft;
  private final JsonNode hessian;
  private final boolean[] met;

  XgboostTree(JsonNode json, int tree) {
    this.tree = tree;
    this.left = json.path("left_children");
    this.met = new boolean[left.size()];
    this.right = array(json, "right_children");
    this.feature = array(json, "split_indices");
    this.condition = array(json, "split_conditions");
    this.defaultLeft = array(json, "default_left");
    this.hessian = array(json, "sum_hessian");
    for (JsonNode type : json.path("split_type")) {
      if (type.intValue() != 0) {
        throw new IllegalArgumentException(
            "expected numeric splits only, found a categorical one in tree " + tree);
      }
    }
    String width = json.path("tree_param").path("size_leaf_vector").asText("1");
    if (!width.equals("0") && !width.equals("1")) {
      throw new IllegalArgumentException(
          "expected leaves of one number, found " + width + " in tree " + tree);
    }
  }

  TreeNode root() {
    return node(0, 0);
  }

  private TreeNode node(int number, int depth) {
    if (number < 0 || number >= met.length) {
      throw new IllegalArgumentException(
          "expected a node from 0 to " + (met.length - 1) + in() + number);
    }
    if (met[number] || depth > Trees.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "expected one way to each node, at most "
              + Trees.MAX_DEPTH
              + " splits long"
              + in()
              + "another to node "
              + number);
    }
    met[number] = true;
    float value = decimal(condition, number);
    if (whole(left, number) == -1) {
      return new TreeNode.Leaf(value, decimal(hessian, number));
    }
    return new TreeNode.Split(
        whole(feature, number),
        value,
        // Written as 0 and 1, by old versions as truths.
        defaultLeft.get(number).asBoolean(),
        node(whole(left, number), depth + 1),
        node(whole(right, number), depth + 1));
  }

  private JsonNode array(JsonNode json, String name) {
    JsonNode array = json.path(name);
    if (!array.isArray() || array.size() != met.length || met.length == 0) {
      throw new IllegalArgumentException(
          "expected an array "
              + name
              + " of "
              + Math.max(1, met.length)
              + " nodes"
              + in()
              + (array.isArray() ? array.size() + "" : array.getNodeType()));
    }
    return array;
  }

  private int whole(JsonNode array, int number) {
    JsonNode value = array.get(number);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException("expected a whole number" + in() + Json.line(value));
    }
    return value.intValue();
  }

  private float decimal(JsonNode array, int number) {
    JsonNode value = array.get(number);
    if (!value.isNumber()) {
      throw new IllegalArgumentException("expected a number" + in() + Json.line(value));
    }
    return value.floatValue();
  }

  private String in() {
    return " in tree " + tree + ", found ";
  }
}
