package org.llmrec.train.hybrid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.train.list.LeafLearning;
import org.llmrec.train.list.ListTrees;
import org.llmrec.train.list.RankedList;
import org.llmrec.train.tree.TreeTrainer;

/**
 * Lists to learn an order from, and in which half of the users each of them is.
 *
 * @param lists in the order of users
 * @param halves by list: every second user with lists is in the same half. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record Teaching(List<RankedList> lists, boolean[] halves) {
  static Teaching of(List<UserLists> users) {
    List<RankedList> lists = new ArrayList<>();
    List<Boolean> halves = new ArrayList<>();
    boolean half = false;
    for (UserLists user : users) {
      half ^= !user.teaching().isEmpty();
      for (RankedList list : user.teaching()) {
        lists.add(list);
        halves.add(half);
      }
    }
    boolean[] byList = new boolean[halves.size()];
    for (int list = 0; list < byList.length; list++) {
      byList[list] = halves.get(list);
    }
    return new Teaching(List.copyOf(lists), byList);
  }

  /** Trees of these lists; none where they are not wanted, or one user has all lists. */
  Optional<ListTrees> trees(Optional<LeafLearning> how, int features, TreeTrainer.Run run) {
    return how.flatMap(settings -> ListTrees.learn(lists, halves, features, settings, run));
  }
}
