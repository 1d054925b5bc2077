package org.llmrec.train.hybrid;

import java.util.List;
import java.util.Optional;
import org.llmrec.train.list.RankedList;

/**
 * What one user's rows give.
 *
 * @param teaching lists to learn an order from
 * @param judged the list of the whole history, where it was asked for and the user has one
 */
record UserLists(List<RankedList> teaching, Optional<JudgedList> judged) {}
