package org.llmrec.cli.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.SplitFiles;

/** Splits as a person gets them. */
class SplitCommandTest {
  @TempDir Path folder;

  private Cli.Result split(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "split",
                "--catalogue",
                Cli.sample("catalogue.jsonl"),
                "--interactions",
                Cli.sample("interactions.csv"),
                "--positive",
                "4",
                "--out",
                folder.resolve("out")));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray());
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void everyProtocolIsWrittenAndReadBack(Protocol protocol) throws IOException {
    List<Object> more = new ArrayList<>(List.of("--protocol", protocol.label(), "--seed", 7));
    if (protocol == Protocol.SEARCH) {
      Path tags = folder.resolve("tags.csv");
      Files.writeString(
          tags,
          "item,tag\nb001,sad\nb002,sad\nb003,SAD\nb001,short\nb002,short\nb004,short \nb001,rare\n");
      more.addAll(List.of("--queries", tags));
    }
    Cli.Result result = split(more.toArray());
    assertEquals(0, result.code(), result::toString);
    ProtocolSplit split = SplitFiles.read(folder.resolve("out"));
    assertEquals(protocol, split.options().protocol());
    assertEquals(7, split.options().seed());
    assertTrue(result.out().contains(split.hash()), result::toString);
    assertTrue(result.out().contains(split.testing().hash()), result::toString);
    for (String count : split.counts().keySet()) {
      assertTrue(result.out().contains(count), result::toString);
    }
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".")));
    }
  }

  @Test
  void severalSeedsGiveSeveralFolders() throws IOException {
    Cli.Result result = split("--protocol", "a-train", "--seed", 1, "--seed", 2);
    assertEquals(0, result.code(), result::toString);
    String one = SplitFiles.read(folder.resolve("out/seed-1")).hash();
    String two = SplitFiles.read(folder.resolve("out/seed-2")).hash();
    assertNotEquals(one, two);
    assertFalse(Files.exists(folder.resolve("out/split.json")));
  }

  @Test
  void aSplitThatIsThereIsReplacedAndADamagedOneIsNoticed() throws IOException {
    split("--protocol", "A-train");
    Path file = folder.resolve("out/test.csv");
    Files.writeString(file, Files.readString(file) + "x,b001,5,1\n");
    try {
      SplitFiles.read(folder.resolve("out"));
      throw new AssertionError("read a damaged split");
    } catch (CorruptFileException e) {
      assertEquals(file, e.file());
    }
    assertEquals(0, split("--protocol", "A-train").code());
    assertEquals(1, SplitFiles.read(folder.resolve("out")).options().seed());
  }

  @Test
  void whatCannotBeIsSaid() {
    for (String[] each :
        new String[][] {
          {"--protocol", "A", "A-train, A-refit"},
          {"--protocol", "search", "--queries"},
          {"--protocol", "B", "--queries", "tags.csv", "found some with B"},
          {"--protocol", "search", "--topics", "t", "another choice"},
        }) {
      Cli.Result result = split((Object[]) Arrays.copyOf(each, each.length - 1));
      assertEquals(2, result.code(), result::toString);
      assertTrue(result.err().contains(each[each.length - 1]), result::toString);
    }
    assertEquals(2, Cli.run("split", "--protocol", "B", "--out", folder).code());
    Cli.Result positive =
        Cli.run(
            "split",
            "--catalogue",
            Cli.sample("catalogue.jsonl"),
            "--interactions",
            Cli.sample("interactions.csv"),
            "--positive",
            "good",
            "--protocol",
            "B",
            "--out",
            folder.resolve("out"));
    assertEquals(2, positive.code(), positive::toString);
    assertTrue(positive.err().contains("--positive"), positive::toString);
  }

  @Test
  void aMovieLensFolderIsEnough() throws IOException {
    Path movies = Cli.movies("ratings.csv");
    Assumptions.assumeTrue(Files.exists(movies), "no MovieLens beside the repository");
    Cli.Result result =
        Cli.run(
            "split",
            movies.getParent(),
            "--format",
            "movielens",
            "--positive",
            4,
            "--protocol",
            "A-train",
            "--out",
            folder.resolve("out"));
    assertEquals(0, result.code(), result::toString);
    ProtocolSplit split = SplitFiles.read(folder.resolve("out"));
    assertEquals(625, split.counts().get("users"));
    assertEquals(6_164, split.counts().get("items"));
  }
}
