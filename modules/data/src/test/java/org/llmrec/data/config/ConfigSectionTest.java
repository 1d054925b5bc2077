package org.llmrec.data.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;

class ConfigSectionTest {
  private static final List<String> KNOWN = List.of("settings", "grid", "seeds", "names", "path");

  @TempDir Path folder;

  @Test
  void valuesKeepTheirKindAndOrder() throws IOException {
    ConfigSection section =
        read(
            """
            settings: {lambda: 100, dropout: 0.4, loss: full, nudge: true, large: 1_000}
            grid:
              factors: [16, 32]
              loss: [full, sampled]
            seeds: [1, 2]
            names: [a, 7]
            """);
    assertEquals(
        "{lambda=100, dropout=0.4, loss=full, nudge=true, large=1000}",
        section.settings("settings").toString());
    assertEquals(100L, section.settings("settings").get("lambda"));
    assertEquals(
        Map.of("factors", List.of(16L, 32L), "loss", List.of("full", "sampled")),
        section.choices("grid"));
    assertEquals(List.of(1L, 2L), section.integers("seeds"));
    assertEquals(List.of("a", "7"), section.textList("names"));
    assertEquals(folder.resolve("here"), read("path: ./here").path("path", folder));
  }

  @Test
  void whatIsAbsentIsEmpty() throws IOException {
    ConfigSection section = read("path: x");
    assertEquals(Map.of(), section.settings("settings"));
    assertEquals(Map.of(), section.choices("grid"));
    assertEquals(List.of(), section.integers("seeds"));
    assertThrows(
        NoSuchFileException.class, () -> ConfigSection.read(folder.resolve("none.yaml"), KNOWN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "settings: {lambda: [1]}|settings.lambda: expected a number, true, false or a word, found"
            + " a list",
        "grid: {lambda: 3}|grid.lambda: expected a list such as [1, 2], found 3",
        "grid: {lambda: []}|grid.lambda: expected a list of values such as [1, 2], found a list",
        "seeds: [1, two]|seeds: expected a whole number, found \"two\"",
        "sedes: [1]|unknown key \"sedes\"; did you mean 'seeds'?",
      })
  void whatIsNotUnderstoodIsNamed(String text, String expected) {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> {
              ConfigSection section = read("path: x\n" + text);
              section.settings("settings");
              section.choices("grid");
              section.integers("seeds");
            });
    assertTrue(e.getMessage().contains(", line 2: " + expected), e.getMessage());
  }

  private ConfigSection read(String text) throws IOException {
    return ConfigSection.read(Files.writeString(folder.resolve("c.yaml"), text), KNOWN);
  }
}
