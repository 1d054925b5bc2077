package org.llmrec.data.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.data.split.Part;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.CanonicalTable;
import org.llmrec.data.table.InteractionTable;

/**
 * Cold users: of the users that A keeps, a fifth is taken out of training with all they did, half
 * of them (rounded down) for validation, the other for the test. Each is asked once for every
 * length of history: known by as many first positives in time (of two at one time by the one whose
 * item id comes first), which are masked; the rest is to be found. A user with no more positives
 * than the length has no such case.
 */
final class ColdUsersRules implements Rules {
  @Override
  public Split cut(InteractionTable positives, ProtocolOptions options) {
    InteractionTable base = CanonicalTable.ofUsersWith(positives, options.minPositives());
    Histories.needTimes(base, options.protocol());
    int users = base.users().size();
    int cold = (int) Math.round(options.coldShare() * users);
    if (cold < 2 || cold == users) {
      throw new ConfigException(
          DataCode.DATA_TOO_FEW,
          "expected at least 2 users to go cold and 1 to learn from, found "
              + users
              + " with "
              + options.minPositives()
              + " positives or more, and a share of "
              + options.coldShare());
    }
    Part[] ofUser = new Part[users];
    Arrays.fill(ofUser, Part.TRAIN);
    int[] order = SeededShuffle.of(users, options.seed(), options.protocol().label());
    for (int i = 0; i < cold; i++) {
      ofUser[order[i]] = i < cold / 2 ? Part.VALIDATION : Part.TEST;
    }
    Part[] parts = new Part[base.size()];
    Arrays.setAll(parts, row -> ofUser[base.user(row)]);
    return Split.of(base, parts);
  }

  @Override
  public ProtocolSplit split(Split parts, ProtocolOptions options) {
    TrainingData training = new TrainingData(parts.train(), parts.validation(), Set.of());
    return ProtocolSplit.assemble(
        options,
        parts,
        training,
        training,
        cases(parts.validation(), options.histories()),
        cases(parts.test(), options.histories()),
        Map.of());
  }

  private static List<EvaluationCase> cases(InteractionTable asked, List<Integer> lengths) {
    int[][] rows = asked.rowsByUserInTime();
    List<EvaluationCase> cases = new ArrayList<>();
    for (int user = 0; user < rows.length; user++) {
      for (int length : lengths) {
        if (rows[user].length > length) {
          cases.add(knownBy(asked, asked.users().get(user), rows[user], length));
        }
      }
    }
    return cases;
  }

  private static EvaluationCase knownBy(
      InteractionTable asked, String user, int[] rows, int length) {
    int[] known = Arrays.copyOf(rows, length);
    int[] history = Histories.items(asked, known);
    int[] masked = history.clone();
    Arrays.sort(masked);
    int[] relevant = Histories.items(asked, Arrays.copyOfRange(rows, length, rows.length));
    Arrays.sort(relevant);
    return new EvaluationCase(
        user + "/history-" + length,
        new Asker.Reader(Asker.Reader.UNKNOWN, history, Histories.lastTime(asked, known)),
        masked,
        relevant,
        WarmCases.ones(relevant.length),
        null,
        Set.of("history:" + length));
  }
}
