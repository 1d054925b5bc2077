package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.enrich.report.Duplicates;
import org.llmrec.enrich.report.EnrichReport;
import org.llmrec.enrich.report.ExampleItem;
import org.llmrec.enrich.report.FieldReport;
import org.llmrec.enrich.report.HtmlReport;
import org.llmrec.enrich.report.Lengths;
import org.llmrec.enrich.report.PromptReport;
import org.llmrec.enrich.store.Spend;

/** The page about answers as a reader meets it; it is tested here because the browser is. */
@Tag("full")
class AnswersPageBrowserTest {
  private static final String HOSTILE =
      "<script>document.title='taken'</script><img src='https://example.org/x.png'>"
          + " \u202e unbroken".repeat(3)
          + "word".repeat(200);

  @TempDir Path folder;

  private static EnrichReport report() {
    Map<String, Long> models = new LinkedHashMap<>();
    models.put("a-model-with-quite-a-long-name-2026-11-29", 4_000L);
    models.put(HOSTILE, 1L);
    FieldReport field =
        new FieldReport(
            "rec-paraphrase",
            9_125,
            4_000,
            1,
            100,
            24,
            5_000,
            models,
            new Lengths("words", 3, 40, 70, 96),
            new Duplicates(20, 0.005, List.of(new Duplicates.Repeated(HOSTILE, 20))));
    PromptReport prompt =
        new PromptReport(
            "rec-paraphrase",
            2,
            4_000,
            0,
            100,
            24,
            1_000_000,
            600_000,
            0.51,
            Map.of(HOSTILE, 100L));
    ExampleItem.Text text =
        new ExampleItem.Text("rec-paraphrase", Optional.of(HOSTILE), "a-model", HOSTILE);
    ExampleItem example = new ExampleItem("1", HOSTILE, HOSTILE, List.of(text, text, text));
    return new EnrichReport(
        9_125,
        List.of(field),
        List.of(prompt),
        new Spend(4_200, 76, 3, 1_000_000, 600_000, 0.51),
        2,
        List.of(example));
  }

  @Test
  void itFitsEveryScreenFollowsTheThemeAndAsksForNothing() throws IOException {
    Path page = folder.resolve("answers.html");
    HtmlReport.write(report(), page);
    try (Chromium chromium = Chromium.start()) {
      for (int width : List.of(390, 1280)) {
        chromium.open(page, width, "light");
        Long wide = chromium.run("return document.documentElement.scrollWidth");
        assertTrue(wide <= width, width + " pixels: " + wide);
        assertEquals("Answers · llmrec", chromium.run("return document.title"));
        assertEquals(0L, (Long) chromium.run("return document.images.length"));
        Long scripts = chromium.run("return document.scripts.length");
        assertEquals(0L, scripts);
        String light = paper(chromium);
        chromium.open(page, width, "dark");
        assertNotEquals(light, paper(chromium));
      }
      assertEquals(List.of(), chromium.console());
      String address = page.toUri().toString();
      assertTrue(
          chromium.requests().stream().allMatch(r -> r.equals(address) || r.startsWith("data:")));
    }
  }

  private static String paper(Chromium chromium) {
    return chromium.run("return getComputedStyle(document.body).backgroundColor");
  }
}
