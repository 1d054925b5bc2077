package org.llmrec.data.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.split.Split;
import org.llmrec.data.table.Ids;

/**
 * Identifies a split: the protocol, the items that are ranked, which user and item stand in which
 * part, and what every case knows, masks, ranks and looks for. Ids count, not their numbers;
 * values, times, slices and the seed do not.
 */
final class SplitHash {
  private final MessageDigest digest = Hashes.sha256();
  private final Ids items;
  private int[] lastCandidates;
  private String lastHash = "";

  private SplitHash(Ids items) {
    this.items = items;
  }

  static String of(
      Protocol protocol,
      Split parts,
      List<EvaluationCase> validationCases,
      List<EvaluationCase> testCases) {
    SplitHash hash = new SplitHash(parts.train().items());
    hash.text(protocol.label());
    hash.items.asList().forEach(hash::text);
    hash.text(parts.hash());
    hash.cases("validation", validationCases);
    hash.cases("test", testCases);
    return Hashes.hex(hash.digest);
  }

  private void cases(String part, List<EvaluationCase> cases) {
    text(part);
    for (EvaluationCase each : cases) {
      text(each.id());
      switch (each.asker()) {
        case Asker.Reader reader -> items("history", reader.history());
        case Asker.QueryText query -> {
          text("query");
          text(query.text());
        }
      }
      items("masked", each.masked());
      items("relevant", each.relevant());
      for (int gain : each.gains()) {
        text(Integer.toString(gain));
      }
      text("candidates");
      text(candidates(each.candidates()));
    }
  }

  /** Cases share their candidates, so these are hashed once and not with every case. */
  private String candidates(int[] candidates) {
    if (candidates == null) {
      return "all";
    }
    if (candidates != lastCandidates) {
      MessageDigest own = Hashes.sha256();
      for (int item : candidates) {
        text(own, items.get(item));
      }
      lastCandidates = candidates;
      lastHash = Hashes.hex(own);
    }
    return lastHash;
  }

  private void items(String what, int[] numbers) {
    text(what);
    for (int item : numbers) {
      text(items.get(item));
    }
  }

  private void text(String text) {
    text(digest, text);
  }

  /** With an end mark that no id contains, so that two texts never run into each other. */
  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
