package org.llmrec.enrich.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.enrich.store.AnswerStatus;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.enrich.store.Spend;
import org.llmrec.llm.price.Charge;

class EnrichReportTest {
  private static final ReportOptions THREE = new ReportOptions(3, 7);

  @TempDir Path folder;

  /** Seven items, one of each kind, and a twin of the first. */
  private static ReportCase worked() throws IOException {
    ReportCase c =
        new ReportCase()
            .item("1", "Twin", "Same", AnswerStatus.OK, "dark, slow", "", 0.25)
            .item(
                "2",
                "Two",
                "A",
                AnswerStatus.WARNED,
                "dark, slow",
                "Found 2 different tags of at most 3 words; write 5. It declines to answer; answer.",
                0.25)
            .item(
                "3",
                "Three",
                "B",
                AnswerStatus.DISCARDED,
                "x",
                "Found 1 different tags of at most 3 words; write 5.",
                0.25)
            .item("4", "Four", "C", AnswerStatus.FAILED, "", "timeout: after 30 s", 0.0625)
            .item("5", "Five", "D", AnswerStatus.IMPORTED, "a, b, c, d", "", 0)
            .item("6", "Six", "E", null, "", "", 0)
            .item("7", "Twin", "Same", null, "", "", 0)
            .imported("1", "eng", "Four words of text.", "theirs");
    c.store.ledger().settle(c.store.ledger().open(Charge.NONE), new Charge(400, 40, 0.8125), true);
    return c;
  }

  @Test
  void everyItemCountsOnceForEveryField() throws IOException {
    try (ReportCase c = worked()) {
      EnrichReport report = c.report(THREE);
      assertEquals(7, report.items());
      assertEquals(
          List.of("rec-tag", "eng"),
          report.fields().stream().map(FieldReport::field).toList(),
          "nobody has infer, and nobody asked for it");
      FieldReport tag = report.fields().get(0);
      assertEquals(
          new FieldReport(
              "rec-tag",
              7,
              3,
              1,
              1,
              1,
              1,
              Map.of("model", 3L, "theirs", 1L),
              new Lengths("tags", 2, 2, 4, 4),
              new Duplicates(3, 0.75, List.of(new Duplicates.Repeated("dark, slow", 3)))),
          tag);
      assertEquals(4.0 / 7, tag.coverage());
      FieldReport eng = report.fields().get(1);
      assertEquals(new Lengths("words", 4, 4, 4, 4), eng.lengths());
      assertEquals(new Duplicates(0, 0, List.of()), eng.duplicates());
      assertEquals(6, eng.missing());
    }
  }

  @Test
  void everyAnswerCountsOnceForItsPrompt() throws IOException {
    try (ReportCase c = worked()) {
      EnrichReport report = c.report(THREE);
      Map<String, Long> problems = new HashMap<>();
      problems.put("Found N different tags of at most N words", 2L);
      problems.put("It declines to answer", 1L);
      problems.put("timeout", 1L);
      PromptReport tag = new PromptReport("rec-tag", 2, 1, 1, 1, 1, 400, 40, 0.8125, problems);
      assertEquals(List.of(tag), report.prompts());
      assertEquals(2.0 / 3, tag.offFormat());
      assertEquals(
          "Found N different tags of at most N words",
          report.prompts().get(0).problems().keySet().iterator().next(),
          "most frequent first");
      assertEquals(new Spend(1, 1, 0, 400, 40, 0.8125), report.spent());
    }
  }

  @Test
  void examplesAreItemsWithATextChosenByTheSeed() throws IOException {
    try (ReportCase c = worked()) {
      EnrichReport all = c.report(new ReportOptions(10, 1));
      assertEquals(
          List.of("1", "2", "5", "7"), all.examples().stream().map(ExampleItem::id).toList());
      ExampleItem second = all.examples().get(1);
      assertEquals("A", second.description());
      assertEquals(
          List.of("rec-tag", "eng"),
          second.texts().stream().map(ExampleItem.Text::field).toList(),
          "the fields of the report");
      assertEquals(Optional.of("dark, slow"), second.texts().get(0).text());
      assertEquals("model", second.texts().get(0).origin());
      assertTrue(second.texts().get(0).problem().startsWith("Found 2"));
      assertEquals("theirs, imported", all.examples().get(2).texts().get(0).origin());
      assertEquals(List.of(), c.report(new ReportOptions(0, 1)).examples());
      Set<List<String>> choices = new HashSet<>();
      for (int seed = 0; seed < 40; seed++) {
        ReportOptions options = new ReportOptions(2, seed);
        List<String> chosen = c.report(options).examples().stream().map(ExampleItem::id).toList();
        assertEquals(chosen, c.report(options).examples().stream().map(ExampleItem::id).toList());
        choices.add(chosen);
      }
      assertEquals(6, choices.size(), "each of the six pairs comes some time");
    }
  }

  @Test
  void whatIsReadIsWhatWasCounted() throws IOException {
    try (ReportCase c = worked()) {
      EnrichReport report = c.report(THREE);
      String text = TextReport.of(report);
      assertTrue(text.startsWith("Answers about 7 items\n"), text);
      assertTrue(text.matches("(?s).*rec-tag +57\\.1 % +3 +1 +1 +1 +1\n.*"), text);
      assertTrue(text.matches("(?s).*rec-tag +tags +2 +2 +4 +4 +75\\.0 %\n.*"), text);
      assertTrue(text.matches("(?s).*rec-tag v2 +3 +66\\.7 % +1 +400 +40 +0\\.81\n.*"), text);
      assertTrue(text.contains("3 × dark, slow"), text);
      assertTrue(text.contains("2 × Found N different tags"), text);
      assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
      Path html = folder.resolve("report.html");
      HtmlReport.write(report, html);
      String page = Files.readString(html);
      assertTrue(page.contains("<td>57.1 %</td>"), page);
      assertTrue(page.contains("5 texts in 2 fields about 7 items; 9 are not there."), page);
    }
  }

  @Test
  void hostileTextsAreText() throws IOException {
    String hostile =
        "</bdi></p><script>alert(1)</script><img src=x onerror=alert(2)> \u001b[2J\u0007 \u202eevil"
            + " \" ' & \r\nfake line \u0000";
    try (ReportCase c =
        new ReportCase()
            .item("<b>id</b>", hostile, hostile, AnswerStatus.WARNED, hostile, hostile, 0.25)
            .item("2", hostile, hostile + "2", AnswerStatus.OK, hostile, "", 0.25)
            .imported("2", "eng", hostile, "model<style>*{display:none}</style>")) {
      EnrichReport report = c.report(THREE);
      String text = TextReport.of(report);
      assertTrue(
          text.codePoints().noneMatch(p -> Character.isISOControl(p) && p != '\n'), "controls");
      assertFalse(text.contains("\u202e"));
      assertTrue(text.lines().noneMatch(line -> line.startsWith("fake")), text);
      Path html = folder.resolve("report.html");
      HtmlReport.write(report, html);
      String page = Files.readString(html);
      assertFalse(page.contains("<script"), "a script");
      assertFalse(page.contains("<img"), "an image");
      assertFalse(page.contains("<b>id"), "bold");
      assertEquals(page.indexOf("<style>"), page.lastIndexOf("<style>"));
      assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
      assertTrue(page.contains("default-src &#39;none&#39;"));
      assertFalse(page.contains("http://") || page.contains("https://"), "addresses");
    }
  }

  @Test
  void anEmptyCatalogueAndStoreCanBeReported() throws IOException {
    try (AnswerStore store = AnswerStores.inMemory()) {
      EnrichReport nothing =
          EnrichReport.of(
              Stream.of(), Optional.empty(), List.of("eng"), store, ReportOptions.DEFAULT);
      assertEquals(List.of(), nothing.fields());
      assertTrue(TextReport.of(nothing).contains("Nothing is asked"));
      HtmlReport.write(nothing, folder.resolve("nothing.html"));
    }
    try (ReportCase c = new ReportCase()) {
      EnrichReport asked = c.report(THREE);
      assertEquals(0, asked.fields().get(0).coverage());
      assertNotEquals("", TextReport.of(asked));
    }
  }
}
