package org.llmrec.lab.report.internal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.llmrec.core.io.Hashes;
import org.llmrec.lab.report.internal.View;
import org.llmrec.lab.report.internal.markup.Markup;
import org.llmrec.lab.result.ExperimentResult;

/**
 * Puts the page together. Its policy lets exactly its own style sheet and its own script run, by
 * their hashes, and nothing be loaded: what a title of the catalogue says is text, and would be
 * powerless if it were not.
 */
public final class PageWriter {
  private static final List<Section> SECTIONS =
      List.of(
          new LeaderboardSection(),
          new GainsSection(),
          new ExpectedSection(),
          new CutsSection(),
          new SlicesSection(),
          new SpreadSection(),
          new ExamplesSection(),
          new BeyondSection(),
          new CurvesSection(),
          new TuningSection(),
          new CostSection(),
          new NotesSection(),
          new SetupSection());

  private PageWriter() {}

  /** The whole page. */
  public static String page(ExperimentResult result) {
    View view = new View(result);
    Markup out = new Markup();
    out.trusted("<!doctype html>\n").open("html", "lang", "en");
    head(out, result.name());
    out.open("body");
    out.element("a", "Skip to the leaderboard", "class", "skip", "href", "#leaderboard");
    out.open("main");
    Page page = new Page(view, out, new Colours(view));
    List<Section> present = SECTIONS.stream().filter(s -> s.present(view)).toList();
    navigation(out, view, present);
    Masthead.write(page);
    for (Section section : present) {
      out.open("section", "id", section.id(), "aria-labelledby", section.id() + "-h");
      out.element("h2", section.title(view), "id", section.id() + "-h");
      section.write(page);
      out.close();
    }
    out.close();
    out.close().close();
    return out.toString();
  }

  private static void head(Markup out, String name) {
    String style = resource("report.css");
    String script = resource("report.js");
    String policy =
        "default-src 'none'; style-src "
            + hash(style)
            + "; script-src "
            + hash(script)
            + "; img-src data:; base-uri 'none'; form-action 'none'";
    out.open("head");
    out.empty("meta", "charset", "utf-8");
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "color-scheme", "content", "light dark");
    out.empty("meta", "name", "referrer", "content", "no-referrer");
    out.empty("link", "rel", "icon", "href", "data:,");
    out.element("title", name + " · llmrec");
    out.open("style").trusted(style).close();
    out.open("script").trusted(script).close();
    out.close();
  }

  private static void navigation(Markup out, View view, List<Section> sections) {
    out.open("div", "class", "top");
    out.element("p", "llmrec experiment", "class", "kicker");
    out.element("button", "Theme", "type", "button", "id", "theme", "class", "scripted");
    out.close();
    out.open("nav", "aria-label", "Sections").open("ul");
    for (Section section : sections) {
      out.open("li").element("a", section.title(view), "href", "#" + section.id()).close();
    }
    out.close().close();
  }

  /** As a Content-Security-Policy names a source. */
  private static String hash(String source) {
    MessageDigest digest = Hashes.sha256();
    digest.update(source.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest.digest()) + "'";
  }

  private static String resource(String name) {
    try (InputStream in = PageWriter.class.getResourceAsStream("/org/llmrec/lab/report/" + name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
