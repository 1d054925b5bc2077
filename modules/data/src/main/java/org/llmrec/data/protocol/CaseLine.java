package org.llmrec.data.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.llmrec.data.table.Ids;

/**
 * A case as a line of JSON, with ids for numbers.
 *
 * @param user the user's id where training knows the user, else null
 * @param query what was typed; null where a user is asked for
 * @param candidates {@code all}, or {@code held-out} for the items of the part's own positives
 */
record CaseLine(
    String id,
    String user,
    String query,
    List<String> history,
    List<String> masked,
    List<String> relevant,
    List<Integer> gains,
    String candidates,
    List<String> slices) {
  static CaseLine of(EvaluationCase each, Ids users, Ids items) {
    String user = null;
    String query = null;
    int[] history = {};
    switch (each.asker()) {
      case Asker.Reader reader -> {
        user = reader.known() ? users.get(reader.user()) : null;
        history = reader.history();
      }
      case Asker.QueryText text -> query = text.text();
    }
    return new CaseLine(
        each.id(),
        user,
        query,
        ids(history, items),
        ids(each.masked(), items),
        ids(each.relevant(), items),
        Arrays.stream(each.gains()).boxed().toList(),
        each.candidates() == null ? "all" : "held-out",
        each.slices().stream().sorted().toList());
  }

  /** The query that the case was made from. */
  JudgedQuery judgedQuery() {
    TreeMap<String, Integer> judged = new TreeMap<>();
    for (int i = 0; i < relevant.size(); i++) {
      judged.put(relevant.get(i), gains.get(i));
    }
    return new JudgedQuery(id, query, judged);
  }

  private static List<String> ids(int[] numbers, Ids items) {
    return Arrays.stream(numbers).mapToObj(items::get).toList();
  }
}
