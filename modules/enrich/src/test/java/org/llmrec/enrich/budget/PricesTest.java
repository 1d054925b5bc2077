package org.llmrec.enrich.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.price.Price;

class PricesTest {
  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("prices.yaml"), text);
  }

  @Test
  void readsWhatAUserWrote() throws Exception {
    Prices prices =
        Prices.read(
            file(
                """
                # ours
                my-model: {input: 0.15, output: 0.60, batch-share: 0.5}
                "qwen2.5:7b": {input: 0, output: 0}
                """));
    assertEquals(List.of("my-model", "qwen2.5:7b"), prices.models());
    // What 50,000 items of 250 + 150 tokens cost with one prompt.
    Price price = prices.of("my-model").orElseThrow();
    assertEquals(6.375, price.of(50_000 * 250, 50_000 * 150), 1e-9);
    assertEquals(3.1875, price.batched().of(50_000 * 250, 50_000 * 150), 1e-9);
    assertEquals(Price.FREE, prices.of("qwen2.5:7b").orElseThrow());
    assertEquals(Optional.empty(), prices.of("my-model-2"));
  }

  @Test
  void complainsWithFileLineAndKey() throws Exception {
    wrong("my-model: {input: 0.15, ouput: 0.60}\n", "line 1", "ouput", "output");
    wrong("# one\nmy-model: {input: 0.15}\n", "line 2", "my-model.output", "found none");
    wrong("my-model: {input: cheap, output: 1}\n", "line 1", "my-model.input");
    wrong("my-model: {input: -1, output: 1}\n", "line 1", "my-model", "-1");
    wrong("my-model: {input: 1, output: 1, batch-share: 50}\n", "line 1", "batch-share");
    wrong("my-model: 0.15\n", "line 1", "my-model");
  }

  private void wrong(String text, String... parts) throws Exception {
    Path file = file(text);
    ConfigException e = assertThrows(ConfigException.class, () -> Prices.read(file));
    assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
    for (String part : parts) {
      assertTrue(e.getMessage().contains(part), part + " in: " + e.getMessage());
    }
  }

  @Test
  void aListComesWithTheLibraryUntilTheUserHasOne() throws Exception {
    Path file = folder.resolve("prices.yaml");
    Price packaged = Prices.readOrPackaged(file).of("gpt-4o-mini").orElseThrow();
    assertEquals(new Price(0.15, 0.60, 0.5), packaged);
    Files.writeString(file, Prices.packagedText().replace("0.15", "0.30"));
    assertEquals(0.30, Prices.readOrPackaged(file).of("gpt-4o-mini").orElseThrow().input());
  }
}
