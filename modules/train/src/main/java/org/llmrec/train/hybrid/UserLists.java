package org.llmrec.train.hybrid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.llmrec.train.list.RankedList;

/**
 * What one user's rows give.
 *
 * @param user the user's number
 * @param teaching lists to learn an order from
 * @param judged the list of the whole history, where it was asked for and the user has one
 */
record UserLists(int user, List<RankedList> teaching, Optional<JudgedList> judged) {

  /** All lists of each user in one place, by number: who is judged by one teaches by none. */
  static List<UserLists> joined(Collection<UserLists> some, Collection<UserLists> more) {
    TreeMap<Integer, UserLists> byUser = new TreeMap<>();
    some.forEach(lists -> byUser.put(lists.user(), lists));
    more.forEach(lists -> byUser.merge(lists.user(), lists, UserLists::and));
    return List.copyOf(byUser.values());
  }

  private UserLists and(UserLists more) {
    List<RankedList> both = new ArrayList<>(teaching);
    both.addAll(more.teaching);
    return new UserLists(user, both, judged.or(more::judged));
  }
}
