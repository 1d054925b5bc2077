package org.llmrec.enrich.report.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.llmrec.core.io.Hashes;
import org.llmrec.enrich.report.EnrichReport;

/**
 * Puts the page together. Its policy allows its own style sheet, by its hash, and nothing else:
 * were a text ever not escaped, it would still be powerless.
 */
public final class ReportPage {
  private static final String STYLE = "/org/llmrec/enrich/report/report.css";

  private ReportPage() {}

  /** The whole page. */
  public static String of(EnrichReport report) {
    Html out = new Html();
    out.trusted("<!doctype html>\n").open("html", "lang", "en");
    head(out);
    out.open("body").open("main");
    out.element("p", "llmrec enrichment", "class", "kicker");
    out.open("header").element("h1", "What the answers are like");
    out.element("p", Sentences.coverage(report), "class", "headline");
    if (report.damaged() > 0) {
      out.element(
          "p",
          Figures.of(report.damaged(), "row is", "rows are")
              + " damaged and left out; they will be asked again.",
          "class",
          "alarm");
    }
    out.close();
    FieldSections.write(out, report.fields());
    PromptSections.write(out, report);
    ExampleSection.write(out, report.examples());
    out.close().close().close();
    return out.toString();
  }

  private static void head(Html out) {
    String style = style();
    out.open("head");
    out.open("meta", "charset", "utf-8").end();
    out.open(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; style-src "
                + hash(style)
                + "; img-src data:; base-uri 'none'; form-action 'none'")
        .end();
    out.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").end();
    out.open("meta", "name", "color-scheme", "content", "light dark").end();
    out.open("meta", "name", "referrer", "content", "no-referrer").end();
    // Otherwise the browser would ask for one.
    out.open("link", "rel", "icon", "href", "data:,").end();
    out.element("title", "Answers · llmrec");
    out.open("style").trusted(style).close();
    out.close();
  }

  /** As a Content-Security-Policy names a source. */
  private static String hash(String source) {
    MessageDigest digest = Hashes.sha256();
    byte[] bytes = digest.digest(source.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(bytes) + "'";
  }

  private static String style() {
    try (InputStream in = ReportPage.class.getResourceAsStream(STYLE)) {
      if (in == null) {
        throw new IllegalStateException(STYLE + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
