package org.llmrec.lab.external;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;

class ScoreFileTest {
  @TempDir Path folder;

  private final List<String> read = new ArrayList<>();

  @Test
  void aTrecRunIsReadWithoutItsRanks() throws IOException {
    read("x.trec", "u1 Q0 i1 9 0.5 tag\nu1\tQ0\ti2  1 0.75 tag\n\nu2 Q0 i1 1 -3e-1 tag\n");
    assertEquals(List.of("1 u1 i1 0.5", "2 u1 i2 0.75", "4 u2 i1 -0.3"), read);
  }

  @Test
  void aCsvIsReadWithAndWithoutAHeader() throws IOException {
    read("x.csv", "user,item,score\nu1,\"i,1\",2\r\nu1,i2,1.5\n");
    assertEquals(List.of("2 u1 i,1 2.0", "3 u1 i2 1.5"), read);
    read.clear();
    read("y.csv", "u1,i1,2\nu1,i2,1.5");
    assertEquals(List.of("1 u1 i1 2.0", "2 u1 i2 1.5"), read);
  }

  @Test
  void withoutATellingNameTheFirstLineDecides() throws IOException {
    read("a.txt", "u1 Q0 i1 1 2 t\n");
    read("b.txt", "u1,i1,2\n");
    assertEquals(List.of("1 u1 i1 2.0", "1 u1 i1 2.0"), read);
  }

  @Test
  void theFirstLineMaySayTheSplit() throws IOException {
    assertEquals(Optional.of("abc"), read("x.csv", "# split abc\nuser,item,score\nu1,i1,2\n"));
    assertEquals(List.of("3 u1 i1 2.0"), read);
    assertEquals(Optional.empty(), read("y.csv", "u1,i1,2\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x.trec|u1 Q0 i1 1 0.5|line 1: expected qid Q0 docid rank score tag",
        "x.trec|u1 Q0 i1 1 high tag|line 1: expected a finite score",
        "x.csv|u1,i1,1\\nu1,i2,NaN|line 2: expected a finite score",
        "x.csv|u1,i1,1\\nu1,i2,1e99|line 2: expected a finite score",
        "x.csv|u1,i1,1\\nu1,i2|line 2: expected user,item,score",
        "x.csv|u1,i1,1\\nu1,i2,|line 2: expected a finite score",
        "x.csv|u1,i1,1\\nu1,\"i2,2\\n|expected",
        "x.csv|''|expected scores, found none",
      })
  void whatIsNotUnderstoodIsNamed(String name, String text, String expected) {
    ConfigException e =
        assertThrows(ConfigException.class, () -> read(name, text.replace("\\n", "\n")));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void otherBytesThanUtf8AreRefused() throws IOException {
    Path file = folder.resolve("x.csv");
    Files.write(file, new byte[] {'u', ',', (byte) 0xff, ',', '1', '\n'});
    ConfigException e =
        assertThrows(ConfigException.class, () -> ScoreFile.read(file, (l, u, i, s) -> {}));
    assertTrue(e.getMessage().contains("UTF-8"), e.getMessage());
  }

  private Optional<String> read(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return ScoreFile.read(
        file,
        (line, asker, item, score) -> read.add(line + " " + asker + " " + item + " " + score));
  }
}
