package org.llmrec.lab.report.internal;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.error.TrainingCode;

/** Finds a generated block in a Markdown document by the comments around it. */
public final class Markers {
  private static final Pattern BEGIN = Pattern.compile("<!--\\s*experiment\\s+(\\S.*?)\\s*-->");
  private static final Pattern END = Pattern.compile("<!--\\s*/experiment\\s*-->");
  private static final Pattern LIKE_ONE = Pattern.compile("<!--\\s*/?\\s*experiment\\b.*");
  private static final Pattern FENCE = Pattern.compile("(`{3,}|~{3,}).*");

  private final Path file;
  private final String text;
  private final String name;
  private int from = -1;
  private int to = -1;

  private Markers(Path file, String text, String name) {
    this.file = file;
    this.text = text;
    this.name = name;
  }

  /**
   * The document with another block.
   *
   * @param block lines without the markers, the last one ended too
   * @throws ConfigException if the markers are malformed or the name cannot stand in one
   */
  public static String replace(Path file, String text, String name, String block, String newline) {
    String begin = "<!-- experiment " + name + " -->";
    Matcher own = BEGIN.matcher(begin);
    if (!own.matches() || !own.group(1).equals(name) || name.contains("--")) {
      throw new ConfigException(
          OptionCode.NAME_REFUSED,
          "the experiment's name, "
              + PlainText.line(name)
              + ", cannot stand in a Markdown comment; leave line ends, -- and outer blanks out");
    }
    Markers markers = new Markers(file, text, name);
    markers.scan();
    if (markers.from >= 0) {
      return text.substring(0, markers.from) + block + text.substring(markers.to);
    }
    String gap = text.isEmpty() ? "" : text.endsWith("\n") ? newline : newline + newline;
    return text
        + gap
        + "## "
        + MarkdownBlock.escape(name)
        + newline
        + newline
        + begin
        + newline
        + block
        + "<!-- /experiment -->"
        + newline;
  }

  private void scan() {
    String open = null;
    int openLine = 0;
    int openEnd = 0;
    String fence = null;
    int line = 0;
    int next;
    for (int at = 0; at < text.length(); at = next) {
      line++;
      int end = text.indexOf('\n', at);
      next = end < 0 ? text.length() : end + 1;
      String content = text.substring(at, next).strip();
      Matcher fenced = FENCE.matcher(content);
      if (fence != null) {
        fence = closes(content, fence) ? null : fence;
      } else if (fenced.matches()) {
        fence = fenced.group(1);
      } else if (LIKE_ONE.matcher(content).matches()) {
        Matcher begin = BEGIN.matcher(content);
        if (begin.matches()) {
          if (open != null) {
            throw malformed(line, "a begin inside of the block of " + open + ", line " + openLine);
          }
          open = begin.group(1);
          openLine = line;
          openEnd = next;
        } else if (END.matcher(content).matches()) {
          if (open == null) {
            throw malformed(line, "an end without a begin");
          }
          found(open, openLine, openEnd, at);
          open = null;
        } else {
          throw malformed(line, content);
        }
      }
    }
    if (open != null) {
      throw malformed(openLine, "the block of " + open + ", which never ends");
    }
  }

  private void found(String experiment, int line, int begin, int end) {
    if (!experiment.equals(name)) {
      return;
    }
    if (from >= 0) {
      throw malformed(line, "a second block of " + name);
    }
    from = begin;
    to = end;
  }

  private static boolean closes(String content, String fence) {
    return content.length() >= fence.length()
        && content.startsWith(fence)
        && content.chars().allMatch(c -> c == fence.charAt(0));
  }

  private ConfigException malformed(int line, String found) {
    return new ConfigException(
        TrainingCode.DOCUMENT_MARKERS,
        file
            + ", line "
            + line
            + ": expected pairs of <!-- experiment NAME --> and <!-- /experiment -->, each alone on"
            + " its line, found "
            + PlainText.line(found)
            + "; mend the markers, nothing was changed");
  }
}
