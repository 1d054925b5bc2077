package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.io.Hashes;
import org.llmrec.lab.result.ExperimentResult;

/** What can be said of the page without a browser; {@link HtmlReportBrowserTest} has the rest. */
class HtmlReportTest {
  private static final List<String> SECTIONS =
      List.of(
          "leaderboard",
          "enrichment",
          "expected",
          "by-k",
          "slices",
          "who-gains",
          "examples",
          "beyond",
          "curves",
          "tuning",
          "cost",
          "notes",
          "setup");

  @TempDir Path folder;

  @Test
  void everySectionIsThereAndLinked() throws IOException {
    String page = page(Results.rich(1).build());
    for (String section : SECTIONS) {
      assertTrue(page.contains("<section id=\"" + section + "\""), section);
      assertTrue(page.contains("href=\"#" + section + "\""), section);
    }
  }

  @Test
  void sectionsWithNothingToShowAreLeftOut() throws IOException {
    String page = page(Results.bare(1, 3).build());
    for (String section : SECTIONS) {
      boolean kept = List.of("leaderboard", "cost", "setup").contains(section);
      assertEquals(kept, page.contains("<section id=\"" + section + "\""), section);
      assertEquals(kept, page.contains("<li><a href=\"#" + section + "\""), section);
    }
    assertFalse(page.contains("95 %"), "no intervals, no talk of intervals");
    assertFalse(page.contains("Holm"), "no comparisons, no talk of them");
  }

  @Test
  void whatWasFoundIsSaidInSentences() throws IOException {
    String page = page(Results.rich(1).build());

    assertTrue(page.contains("ease-text leads with ndcg@10 0.2013 [0.1913, 0.2113], +0.0035"));
    assertTrue(page.contains("two-tower gains 0.0053 in ndcg@10 over placebo (95 % interval"));
    assertTrue(page.contains("ridge-ials loses 0.0061 in ndcg@10 against original text"));
    assertTrue(page.contains("2 of 5 expected values are missed."));
    assertFalse(page.contains("Sampled metrics"));
    assertTrue(page(Results.rich(1).sampled(99).build()).contains("Sampled metrics"));
  }

  @Test
  void onlyItsOwnStyleAndScriptMayRun() throws IOException {
    String page = page(Results.rich(1).attacked().build());
    String policy = group(page, "Content-Security-Policy\" content=\"([^\"]*)\"");

    assertEquals(
        "default-src &#39;none&#39;; style-src &#39;"
            + sha256(group(page, "(?s)<style>(.*?)</style>"))
            + "&#39;; script-src &#39;"
            + sha256(group(page, "(?s)<script>(.*?)</script>"))
            + "&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;",
        policy);
    String body = page.substring(page.indexOf("<body>"));
    assertFalse(body.contains("<script"), "no script but the one in the head");
    assertFalse(body.contains("<style"), "no style but the one in the head");
    assertFalse(body.contains("<img"), "no image");
    assertFalse(Pattern.compile("<[a-z][^>]*\\s(on\\w+|style)=").matcher(body).find());
    assertFalse(Pattern.compile("(src|href)=\"(?!#|data:,)").matcher(page).find());
    assertFalse(page.contains("http://") || page.contains("https://"), "nothing from elsewhere");
  }

  @Test
  void anythingRendersWithoutNumbersThatAreNone() throws IOException {
    Map<String, ExperimentResult> results = new TreeMap<>();
    results.put("none", Results.bare(1, 0).build());
    results.put("one", Results.bare(1, 1).build());
    results.put("many", Results.rich(3).manyModels(40).attacked().sampled(100).build());
    results.put("hollow", Results.hollow());
    results.forEach(
        (name, result) -> {
          String page = page(result);
          String body = page.substring(page.indexOf("<body>"));
          assertFalse(body.contains("NaN"), name);
          assertFalse(body.contains("Infinity"), name);
          assertFalse(body.contains("null"), name);
          assertTrue(page.endsWith("</html>"), name);
        });
  }

  @Test
  void equalResultsGiveEqualBytes() throws IOException {
    assertEquals(page(Results.rich(9).build()), page(Results.rich(9).build()));
  }

  private String page(ExperimentResult result) {
    try {
      HtmlReport.write(result, folder.resolve("report.html"));
      return Files.readString(folder.resolve("report.html"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static String sha256(String text) {
    var digest = Hashes.sha256();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest.digest());
  }
}
