package org.llmrec.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.run.ExperimentRun;
import org.llmrec.lab.run.Experiments;
import org.llmrec.lab.run.RunOptions;
import org.openqa.selenium.logging.LogEntry;

/** The page as a reader's browser shows it. Pictures of it are left in {@code target/report}. */
@Tag("full")
class HtmlReportBrowserTest {
  private static final Path FOLDER = Path.of("target", "report").toAbsolutePath();
  private static final int DESK = 1280;
  private static final int PHONE = 390;

  @TempDir static Path data;

  private static Chromium browser;

  @BeforeAll
  static void start() throws IOException {
    browser = Chromium.start();
    Files.createDirectories(FOLDER);
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
    }
  }

  /** After every test: nothing was complained of, nothing was fetched but the page itself. */
  @AfterEach
  void quiet() throws IOException {
    List<LogEntry> loud =
        browser.console().stream()
            .filter(e -> e.getLevel().intValue() >= Level.WARNING.intValue())
            .toList();
    assertEquals(List.of(), loud);
    for (String request : browser.requests()) {
      assertTrue(request.startsWith("file:") || request.startsWith("data:,"), request);
    }
  }

  @Test
  void everyPlotIsDrawnWithinItsFrame() throws IOException {
    for (Map.Entry<String, ExperimentResult> e :
        Map.of(
                "rich", Results.rich(1).build(),
                "many", Results.rich(2).manyModels(40).sampled(100).build(),
                "hollow", Results.hollow(),
                "measured", measured())
            .entrySet()) {
      open(e.getKey(), e.getValue(), DESK, "light");
      // Panels that are not shown have no size: show all of them.
      browser.run(
          "document.querySelectorAll('.panel').forEach(p => p.classList.add('active'));"
              + "document.querySelectorAll('details').forEach(d => d.open = true)");
      List<String> bad =
          browser.run(
              """
              const bad = [];
              for (const svg of document.querySelectorAll('svg')) {
                const title = svg.querySelector('title').textContent;
                const frame = svg.getBoundingClientRect();
                if (frame.width < 50 || frame.height < 15) bad.push(title + ': no size');
                if (svg.getAttribute('role') !== 'img') bad.push(title + ': no role');
                const marks = svg.querySelectorAll('line, circle, path, rect, text');
                if (marks.length === 0) bad.push(title + ': no marks');
                for (const mark of marks) {
                  const box = mark.getBoundingClientRect();
                  if (box.left < frame.left - 1 || box.right > frame.right + 1
                      || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) {
                    bad.push(title + ': ' + mark.outerHTML + ' leaves the frame');
                  }
                }
              }
              return bad;
              """);
      assertEquals(List.of(), bad, e.getKey());
    }
    Long plots = browser.run("return document.querySelectorAll('svg').length");
    assertTrue(plots > 0);
  }

  @Test
  void labelsOfAPlotDoNotCoverEachOther() throws IOException {
    for (ExperimentResult result :
        List.of(Results.rich(1).build(), Results.rich(2).manyModels(40).build())) {
      open("labels", result, DESK, "light");
      browser.run("document.querySelectorAll('.panel').forEach(p => p.classList.add('active'))");
      List<String> covered =
          browser.run(
              """
              const covered = [];
              for (const svg of document.querySelectorAll('svg')) {
                const boxes = Array.from(svg.querySelectorAll('text'),
                    t => ({ text: t.firstChild.textContent, box: t.getBoundingClientRect() }));
                boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
                  const x = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
                  const y = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
                  if (x > 1 && y > 3) covered.push(a.text + ' / ' + b.text);
                }));
              }
              return covered;
              """);
      assertEquals(List.of(), covered);
    }
  }

  @Test
  void tablesAreSortedByTheirHeadings() throws IOException {
    open("sort", Results.rich(1).build(), DESK, "light");
    assertEquals("ease-text", firstModel());
    assertEquals("descending", sorted("ndcg@10"));

    clickHeading("ndcg@10");
    assertEquals("random", firstModel());
    assertEquals("ascending", sorted("ndcg@10"));

    clickHeading("Model");
    assertEquals("ease", firstModel());
    assertEquals("ascending", sorted("Model"));
    assertEquals("none", sorted("ndcg@10"));

    // The baseline has no p-value of its own and stays last in either order.
    clickHeading("Holm p");
    assertEquals("ease", lastModel());
    clickHeading("Holm p");
    assertEquals("ease", lastModel());
  }

  @Test
  void tabsShowOnePanelAndObeyTheKeyboard() throws IOException {
    open("tabs", Results.rich(1).build(), DESK, "light");
    String shown =
        "return Array.from(document.querySelectorAll('#leaderboard .panel'))"
            + ".filter(p => p.offsetHeight > 0).map(p => p.querySelector('h3').textContent).join()";
    assertEquals("ndcg@10", browser.run(shown));

    browser.run(
        "const t = document.querySelector('#leaderboard [role=tab]'); t.focus();"
            + "t.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))");
    assertEquals("precision@10", browser.run(shown));
    assertEquals("precision@10", browser.run("return document.activeElement.textContent"));
  }

  @Test
  void examplesAreChosen() throws IOException {
    open("examples", Results.rich(1).build(), DESK, "light");
    String shown =
        "return Array.from(document.querySelectorAll('.example'))"
            + ".filter(p => p.offsetHeight > 0).map(p => p.querySelector('h3').innerText).join()";
    assertEquals("user 40: +0.6300 ndcg@10", browser.run(shown));

    browser.run("document.querySelectorAll('.step')[1].click()");
    assertEquals("user 47: +0.3150 ndcg@10", browser.run(shown));

    browser.run(
        "const s = document.querySelector('.picker select'); s.selectedIndex = 5;"
            + "s.dispatchEvent(new Event('change'))");
    assertEquals("user 75: −0.1367 ndcg@10", browser.run(shown));
    assertEquals(true, browser.run("return document.querySelectorAll('.step')[1].disabled"));
    Long hits =
        browser.run("return Array.from(document.querySelectorAll('.example.active .hit')).length");
    assertEquals(4, hits);
  }

  @Test
  void lightAndDarkFollowTheSystemUntilTheReaderChooses() throws IOException {
    String paper = "return getComputedStyle(document.body).backgroundColor";
    ExperimentResult result = Results.rich(1).build();
    open("theme", result, DESK, "light");
    String light = browser.run(paper);
    open("theme", result, DESK, "dark");
    String dark = browser.run(paper);
    assertNotEquals(light, dark);

    browser.run("document.getElementById('theme').click()");
    assertEquals(light, browser.run(paper));
    open("theme", result, DESK, "dark");
    assertEquals(light, browser.run(paper), "the choice is kept");
    browser.run("document.getElementById('theme').click(); localStorage.clear()");
    assertEquals(dark, browser.run(paper));
  }

  @Test
  void thePageFitsAPhone() throws IOException {
    for (Map.Entry<String, ExperimentResult> e :
        Map.of(
                "rich", Results.rich(1).build(),
                "attacked", Results.rich(1).attacked().build(),
                "many", Results.rich(2).manyModels(40).sampled(100).build(),
                "bare", Results.bare(3, 1).build(),
                "hollow", Results.hollow())
            .entrySet()) {
      open(e.getKey(), e.getValue(), PHONE, "light");
      Long overflow = browser.run("return document.documentElement.scrollWidth - innerWidth");
      assertTrue(overflow <= 0, e.getKey() + " is " + overflow + " px too wide");
    }
  }

  @Test
  void whatATitleSaysIsText() throws IOException {
    open("attacked", Results.rich(1).attacked().build(), DESK, "light");

    assertEquals("undefined", browser.run("return typeof window.owned"));
    String text = browser.run("return document.body.textContent");
    for (String attack : Results.ATTACKS) {
      assertTrue(text.contains(attack), attack);
    }
    assertEquals(0L, (Long) browser.run("return document.querySelectorAll('body img').length"));
    assertEquals(1L, (Long) browser.run("return document.querySelectorAll('script').length"));
    assertFalse((Boolean) browser.run("return getComputedStyle(document.body).display === 'none'"));
  }

  @Test
  void textCanBeReadInBothThemes() throws IOException {
    for (String theme : List.of("light", "dark")) {
      open("contrast", Results.rich(1).sampled(100).build(), DESK, theme);
      List<String> faint =
          browser.run(
              """
              const number = c => c.match(/[\\d.]+/g).map(Number);
              const light = c => {
                const [r, g, b] = c.map(v => v / 255)
                    .map(v => v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const behind = e => {
                for (; e; e = e.parentElement) {
                  const c = number(getComputedStyle(e).backgroundColor);
                  if (c.length === 3) return c;
                }
              };
              const faint = new Set();
              for (const e of document.querySelectorAll('p, li, td, th, span, bdi, text, a, h1, h2, button:enabled')) {
                const texts = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.data.trim());
                if (!texts) continue;
                const style = getComputedStyle(e);
                const ink = number(e.tagName === 'text' ? style.fill : style.color).slice(0, 3);
                const a = light(ink), b = light(behind(e));
                const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                if (ratio < 4.5) faint.add(e.tagName + '.' + e.getAttribute('class') + ' ' + ratio.toFixed(2));
              }
              return Array.from(faint);
              """);
      assertEquals(List.of(), faint, theme);
    }
  }

  @Test
  void itIsPrintedWithAllPanels() throws IOException {
    open("print", Results.rich(1).build(), DESK, "dark");
    assertTrue(browser.print() > 100_000);
  }

  @Test
  void picturesToLookAt() throws IOException {
    for (String theme : List.of("light", "dark")) {
      for (int width : new int[] {DESK, PHONE}) {
        open("rich", Results.rich(1).build(), width, theme);
        Path png = FOLDER.resolve("rich-" + width + "-" + theme + ".png");
        browser.photograph(png, width);
        assertTrue(Files.size(png) > 10_000);
      }
    }
  }

  /** A small experiment that is really run, so that the page is held against what the lab gives. */
  private static ExperimentResult measured() throws IOException {
    Experiment experiment =
        Experiments.on(
            data,
            """
            protocol: A-train
            seeds: [1, 2, 3, 4, 5]
            tuning: {trials: 4}
            baseline: popularity
            models:
              - {name: popularity, method: popularity}
              - {name: random, method: random}
              - {name: bpr, method: bpr, settings: {dims: 4, epochs: 10}}
              - {name: ease, method: ease, grid: {lambda: [1, 10, 100]}}
            expect:
              - {model: random, metric: ndcg@10, value: 0.9, tolerance: 0.01}
            """);
    return ExperimentRun.run(experiment, RunOptions.in(data.resolve("out")));
  }

  private static void open(String name, ExperimentResult result, int width, String theme)
      throws IOException {
    Path page = FOLDER.resolve(name + ".html");
    HtmlReport.write(result, page);
    browser.open(page, width, theme);
  }

  private static String firstModel() {
    return browser.run("return document.querySelector('tbody th .name').innerText.trim()");
  }

  private static String lastModel() {
    return browser.run(
        "return document.querySelector('tbody tr:last-child th .name').innerText.trim()");
  }

  private static void clickHeading(String label) {
    browser.run(
        "Array.from(document.querySelector('table').querySelectorAll('button.sort'))"
            + ".find(b => b.textContent === arguments[0]).click()",
        label);
  }

  private static String sorted(String label) {
    return browser.run(
        "return Array.from(document.querySelector('table').querySelectorAll('button.sort'))"
            + ".find(b => b.textContent === arguments[0]).closest('th').getAttribute('aria-sort')",
        label);
  }
}
