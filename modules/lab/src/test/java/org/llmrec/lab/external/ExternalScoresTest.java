package org.llmrec.lab.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.protocol.EvaluationCase;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolOptions;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.lab.TinyData;

class ExternalScoresTest {
  @TempDir Path folder;
  private InteractionTable positives;
  private ProtocolSplit split;

  @BeforeEach
  void cut() throws IOException {
    positives = TinyData.positives(folder, 3);
    split = ProtocolSplit.of(positives, ProtocolOptions.of(Protocol.A_TRAIN, 1));
  }

  @Test
  void whatIsListedIsRankedAndNothingElse() throws IOException {
    ExternalScores scores = read("u00,i03,2.5\nu00,i07,-1\n");
    float[] filled = new float[split.items().size()];
    scores.score(asked("u00"), filled);
    for (int item = 0; item < filled.length; item++) {
      float expected =
          switch (split.items().get(item)) {
            case "i03" -> 2.5f;
            case "i07" -> -1;
            default -> Float.NEGATIVE_INFINITY;
          };
      assertEquals(expected, filled[item]);
    }
  }

  @Test
  void whatDoesNotBelongIsCountedAndSaid() throws IOException {
    List<String> notes =
        read("u00,i03,2\nnobody,i03,1\nnobody,i04,1\nsomeone,i04,1\nu00,i99,4\n").notes();
    assertEquals(4, notes.size(), notes::toString);
    assertTrue(notes.get(0).startsWith("s.csv: 3 lines are for 2 users"), notes.get(0));
    assertTrue(notes.get(1).startsWith("s.csv: 1 lines name 1 items"), notes.get(1));
    int cases = split.testCases().size();
    assertTrue(notes.get(2).contains((cases - 1) + " of " + cases + " cases have no list"));
    assertTrue(notes.get(3).contains("does not say which split"), notes.get(3));
  }

  @Test
  void anItemTwiceIsRefused() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> read("u00,i03,2\nu01,i03,2\nu00,i03,1\n"));
    assertTrue(e.getMessage().contains("line 3"), e.getMessage());
  }

  @Test
  void scoresOfAnotherSplitAreRefused() throws IOException {
    String right = "# split " + split.hash() + "\nu00,i03,2\n";
    assertTrue(read(right).notes().stream().noneMatch(n -> n.contains("does not say")));
    ConfigException e =
        assertThrows(ConfigException.class, () -> read("# split 0123\nu00,i03,2\n"));
    assertTrue(e.getMessage().contains("made on 0123"), e.getMessage());
  }

  @Test
  void aUsersListServesBothRankingsOfColdItems() throws IOException {
    split = ProtocolSplit.of(positives, ProtocolOptions.of(Protocol.COLD_ITEMS, 1));
    EvaluationCase first = split.testCases().get(0);
    String user = first.id().substring(0, first.id().indexOf('/'));
    String item = split.items().get(first.relevant()[0]);
    ExternalScores scores = read(user + "," + item + ",1\n");
    for (EvaluationCase asked : split.testCases()) {
      float[] filled = new float[split.items().size()];
      scores.score(asked, filled);
      boolean own = asked.id().startsWith(user + "/");
      assertEquals(own ? 1 : Float.NEGATIVE_INFINITY, filled[split.items().indexOf(item)]);
    }
  }

  private EvaluationCase asked(String id) {
    return split.testCases().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
  }

  private ExternalScores read(String text) throws IOException {
    return ExternalScores.read(Files.writeString(folder.resolve("s.csv"), text), split);
  }
}
