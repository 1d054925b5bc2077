package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tuning as a person starts it, up to where a real Python would be needed. */
class TuneCommandTest {
  @TempDir Path folder;

  @Test
  void samplesAreMadeOfACatalogueOfAnyKind() throws IOException {
    Cli.Result result =
        Cli.run(
            "tune",
            "--catalogue",
            Cli.sample("catalogue.jsonl"),
            "--interactions",
            Cli.sample("interactions.csv"),
            "--form",
            "movie",
            "--noun",
            "book",
            "--creator",
            "author",
            "--history",
            5,
            "--shots",
            16,
            "--out",
            folder,
            "--data-only");
    assertEquals(0, result.code(), result::toString);
    var lines = Files.readAllLines(folder.resolve("samples/train.jsonl"));
    assertEquals(16, lines.size());
    assertTrue(lines.get(0).contains("the target book \\\"\\\""), lines.get(0));
    assertTrue(lines.get(0).contains("written by"), lines.get(0));
    assertTrue(result.out().contains("beyond the shots"), result::toString);
  }

  @Test
  void whatCannotBeIsSaid() throws IOException {
    Path samples = folder.resolve("s.jsonl");
    Files.writeString(samples, "");
    for (Object[] each :
        new Object[][] {
          {"found none", "--samples", samples},
          {
            "alpaca,rec needs --alpaca",
            "--samples",
            samples,
            "--model",
            "m",
            "--stages",
            "alpaca,rec"
          },
          {"--model", "--samples", samples, "--model", folder.resolve("absent")},
          {"no-such-python", "--samples", samples, "--model", folder, "--python", "no-such-python"},
        }) {
      Object[] arguments = new Object[each.length + 2];
      arguments[0] = "tune";
      arguments[1] = "--out";
      arguments[2] = folder.resolve("out");
      System.arraycopy(each, 1, arguments, 3, each.length - 1);
      Cli.Result result = Cli.run(arguments);
      assertEquals(2, result.code(), result::toString);
      assertTrue(result.err().contains(each[0].toString()), result::toString);
    }
  }
}
