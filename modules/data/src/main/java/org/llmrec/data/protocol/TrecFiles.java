package org.llmrec.data.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;

/** Reads topics and qrels as TREC writes them. Bytes that are no UTF-8 are replaced. */
final class TrecFiles {
  private static final Pattern TOP =
      Pattern.compile("<top>(.*?)</top>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  private static final Pattern NUMBER = field("num", "Number:");
  private static final Pattern TITLE = field("title", "Topic:");

  private TrecFiles() {}

  private static Pattern field(String tag, String label) {
    return Pattern.compile(
        "<" + tag + ">\\s*(?:" + label + ")?(.*?)(?=</?[a-z]+>|\\z)",
        Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
  }

  /** From a topic's id to its text. */
  static SortedMap<String, String> topics(Path file) throws IOException {
    String text = text(file);
    SortedMap<String, String> topics = new TreeMap<>();
    if (text.toLowerCase(Locale.ROOT).contains("<top>")) {
      Matcher top = TOP.matcher(text);
      while (top.find()) {
        long line = 1 + text.substring(0, top.start()).lines().count();
        add(topics, file, line, first(NUMBER, top.group(1)), first(TITLE, top.group(1)));
      }
    } else {
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        int tab = lines.get(i).indexOf('\t');
        if (!lines.get(i).isBlank()) {
          String id = tab < 0 ? "" : lines.get(i).substring(0, tab).strip();
          add(topics, file, i + 1L, id, lines.get(i).substring(tab + 1).strip());
        }
      }
    }
    if (topics.isEmpty()) {
      throw new ConfigException(DataCode.DATA_EMPTY, file + ": expected topics, found none");
    }
    return topics;
  }

  private static String first(Pattern field, String top) {
    Matcher matcher = field.matcher(top);
    return matcher.find() ? matcher.group(1).strip().replaceAll("\\s+", " ") : "";
  }

  private static void add(
      Map<String, String> topics, Path file, long line, String id, String text) {
    if (id.isEmpty() || text.isEmpty()) {
      throw wrong(
          file,
          line,
          "a topic with an id and a text (<num> and <title> in <top>, or both in a line with a tab"
              + " between)",
          id.isEmpty() ? "no id" : "no text for " + id);
    }
    if (topics.put(id, text) != null) {
      throw wrong(file, line, "each topic once", id + " again");
    }
  }

  /** From a topic's id to the grades of items, of whatever grade. */
  static Map<String, SortedMap<String, Integer>> qrels(Path file) throws IOException {
    Map<String, SortedMap<String, Integer>> judgements = new TreeMap<>();
    List<String> lines = text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      String[] cells = lines.get(i).strip().split("\\s+");
      if (cells.length != 4 || !cells[3].matches("[+-]?\\d{1,9}")) {
        throw wrong(file, i + 1L, "topic, iteration, item and a whole grade", lines.get(i).strip());
      }
      int grade = Integer.parseInt(cells[3]);
      Integer before =
          judgements.computeIfAbsent(cells[0], id -> new TreeMap<>()).put(cells[2], grade);
      if (before != null && before != grade) {
        throw wrong(
            file,
            i + 1L,
            "one grade for an item",
            before + " and " + grade + " for topic " + cells[0] + " and item " + cells[2]);
      }
    }
    return judgements;
  }

  private static ConfigException wrong(Path file, long line, String expected, String found) {
    return new ConfigException(
        DataCode.LINE_UNREADABLE,
        file + ", line " + line + ": expected " + expected + ", found " + found);
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          DataCode.FILE_MISSING,
          file + ": expected a file, found " + (Files.exists(file) ? "something else" : "nothing"));
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
