package org.llmrec.lab.collection;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/** Writes a run as trec_eval reads it: {@code topic Q0 document rank score tag}. */
final class RunWriter {
  private final BufferedWriter out;
  private final String tag;

  RunWriter(OutputStream out, String tag) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.tag = tag;
  }

  void write(String topic, Ranking ranking) throws IOException {
    for (int i = 0; i < ranking.size(); i++) {
      // The shortest digits that give the same float again.
      String score = Float.toString(ranking.score(i));
      String line = String.join(" ", topic, "Q0", ranking.id(i), Integer.toString(i + 1), score);
      out.write(line + " " + tag + "\n");
    }
  }

  void flush() throws IOException {
    out.flush();
  }
}
