package org.llmrec.pipeline.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.rank.foreign.ForeignSchema;
import org.llmrec.rank.foreign.RankerInput;
import org.llmrec.rank.foreign.RankerVector;
import org.llmrec.rank.foreign.Use;

/** How people write schemas. */
class SchemaFileTest {
  private static final String WHOLE =
      """
      name: theirs
      for: [search, recommend]
      inputs:
      - name: features
        columns: [stage.taste, "query.words rank, long query"]
      - {name: item, vector: item text vector, width: 384}
      output: {name: probabilities, column: 1, higher-is-better: true}
      missing: {stage.taste: NaN, "query.words rank, long query": -1.5, item text vector: 0}
      """;

  @TempDir Path folder;

  private ForeignSchema read(String text) throws IOException {
    return SchemaFile.read(Files.writeString(folder.resolve("schema.yaml"), text));
  }

  @Test
  void allOfItIsUnderstoodAndNaNIsNoNumber() throws IOException {
    assertEquals(
        new ForeignSchema(
            "theirs",
            List.of(Use.RECOMMEND, Use.SEARCH),
            List.of(
                new RankerInput.Columns(
                    "features", List.of("stage.taste", "query.words rank, long query")),
                new RankerInput.Vector("item", RankerVector.ITEM_TEXT_VECTOR, 384)),
            "probabilities",
            OptionalInt.of(1),
            Map.of("query.words rank, long query", -1.5f, "item text vector", 0f)),
        read(WHOLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "higher-is-better: true|higher-is-better: false|line 7|negate them in the graph",
        ", higher-is-better: true||line 7|found none",
        "vector: item text vector|vector: moods|line 6|expected one of [item text vector, item",
        ", width: 384||line 6|the width of the vector",
        "vector: item text vector|vector: user vector, columns: [a]|line 6|found both",
        "item text vector: 0}|item text vector: much}|line 8|expected a number or NaN",
        "item text vector: 0}|item text vector: 1e99}|line 8|expected a finite number",
        "item text vector: 0}|user vector: 0}|schema.yaml|columns and vectors of the inputs",
        "name: theirs|name: ../theirs|schema.yaml|name: expected up to 64 letters",
        "[search, recommend]|[watch]|line 2|expected recommend or search, found watch",
        "[search, recommend]|[]|schema.yaml|found neither",
        "output:|outputs:|line 7|unknown key \"outputs\"",
        "column: 1|column: -1|line 7|expected a number from 0 on"
      })
  void whatIsNotUnderstoodIsNamedWithItsPlace(
      String before, String after, String place, String said) {
    assertTrue(WHOLE.contains(before), before);
    String text = WHOLE.replace(before, after == null ? "" : after);
    String message = assertThrows(ConfigException.class, () -> read(text)).getMessage();
    assertTrue(message.contains(place) && message.contains(said), message);
  }
}
