package org.llmrec.rerank.ground;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.llmrec.core.json.Json;

/** Answers as models write them, real ones, and what goes wrong with both. */
final class Answers {
  private static final Path ROOT = Path.of(System.getProperty("llmrec.root"));

  /** Lies beside the sources where they are worked on. */
  static final Path FILMS = ROOT.resolve("../shared/data/movielens-small");

  private static final List<String> PROSE =
      List.of(
          "Sure!",
          "I think",
          " because it fits, ",
          "\n\nHope this helps.\n",
          "as they were made in 1999 (or so), ",
          " and, well, ",
          "<b>",
          "\u202E",
          "é ü 漢字 \uD83D\uDE00");

  private static final List<String> CLUTTER =
      List.of(
          "```",
          "```json\n",
          "\n```\n",
          "~~~",
          "<think>",
          "</think>",
          "<thinking>",
          "<THINK>",
          "[THINK]",
          "[/THINK]",
          "\"",
          "'",
          "“",
          "”",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          "**",
          "*",
          "_",
          "\\",
          "\\u12",
          "\n",
          "\r\n",
          "\t",
          ",",
          ";",
          ":",
          ">",
          "-",
          "1.",
          "\u0000",
          "\uFEFF",
          "\uD800",
          "99999999999999999999999999",
          "1e999",
          "-0",
          "\u200B",
          "A",
          "I",
          "Answer: ",
          "null",
          "NaN");

  private Answers() {}

  /** Texts of language models about films and books, that were recorded. */
  static List<String> recorded() throws IOException {
    List<String> texts = texts(ROOT.resolve("data/sample/answers.jsonl"));
    Path films = FILMS.resolve("enrichment.jsonl");
    if (Files.exists(films)) {
      texts.addAll(texts(films));
    }
    return texts;
  }

  private static List<String> texts(Path file) throws IOException {
    List<String> texts = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode node = Json.mapper().readTree(line);
      texts.add(node.path("answer").asText());
    }
    return texts;
  }

  /** Titles of the sample's catalogue, and of films where they are. */
  static List<String> titles() throws IOException {
    List<String> titles = new ArrayList<>();
    Path films = FILMS.resolve("items.jsonl");
    for (Path file :
        List.of(ROOT.resolve("data/sample/catalogue.jsonl"), Files.exists(films) ? films : ROOT)) {
      if (Files.isRegularFile(file)) {
        for (String line : Files.readAllLines(file)) {
          titles.add(
              Json.mapper().readTree(line).path("title").asText().replaceAll("\\s+", " ").strip());
        }
      }
    }
    return titles.stream().distinct().toList();
  }

  /** An order in one of the forms in which models give one. */
  static String order(List<String> labels, SplittableRandom random) {
    return switch (random.nextInt(9)) {
      case 0 -> join(labels, "[%s]", " > ");
      case 1 -> join(labels, "%s", ", ");
      case 2 -> "[" + join(labels, "\"%s\"", ", ") + "]";
      case 3 -> "{\"order\": [" + join(labels, "\"%s\"", ",") + "]}";
      case 4 -> numbered(labels, "[%s]");
      case 5 -> "```json\n[" + join(labels, "\"%s\"", ", ") + "]\n```";
      case 6 -> "<think>hm</think>\n" + join(labels, "%s", " > ");
      case 7 -> join(labels, "[%s]", "\n");
      default -> "The order is:\n\n" + join(labels, "[%s]", " > ") + "\n\nThat is all.";
    };
  }

  /** Titles in one of the forms in which models list them; a number says which. */
  static String list(List<String> titles, int form) {
    return switch (form) {
      case 0 -> "[" + titles.stream().map(Json::line).collect(Collectors.joining(", ")) + "]";
      case 1 -> "{\"titles\": " + Json.line(titles) + "}";
      case 2 -> "Here you are:\n\n" + numbered(titles, "%s") + "\n\nEnjoy!";
      case 3 -> numbered(titles, "**%s**");
      case 4 -> join(titles, "- %s", "\n");
      case 5 -> "```python\n[\n" + join(titles, "  \"%s\"", ",\n") + "\n]\n```";
      case 6 -> "<think>films</think>" + numbered(titles, "\"%s\" - because you like such");
      default -> join(titles, "%s", "\n");
    };
  }

  static final int LIST_FORMS = 8;

  private static String join(List<String> words, String each, String between) {
    return words.stream()
        .map(word -> each.replace("%s", word))
        .collect(Collectors.joining(between));
  }

  private static String numbered(List<String> words, String each) {
    return IntStream.range(0, words.size())
        .mapToObj(i -> i + 1 + ". " + each.replace("%s", words.get(i)))
        .collect(Collectors.joining("\n"));
  }

  /** Damaged in one to six ways. */
  static String damaged(String answer, SplittableRandom random) {
    StringBuilder text = new StringBuilder(answer);
    for (int n = 1 + random.nextInt(6); n > 0; n--) {
      int at = random.nextInt(text.length() + 1);
      int to = at + random.nextInt(text.length() - at + 1);
      switch (random.nextInt(8)) {
        case 0 -> text.setLength(at);
        case 1 -> text.delete(at, Math.min(to, at + 12));
        case 2 -> text.insert(at, text.substring(at, Math.min(to, at + 400)));
        case 3 -> text.insert(at, pick(PROSE, random));
        case 4, 5 -> text.insert(at, pick(CLUTTER, random).repeat(1 + random.nextInt(3)));
        case 6 -> {
          if (at + 1 < text.length()) {
            char c = text.charAt(at);
            text.setCharAt(at, text.charAt(at + 1));
            text.setCharAt(at + 1, c);
          }
        }
        default -> {
          if (at < text.length()) {
            text.setCharAt(at, (char) random.nextInt(Character.MAX_VALUE + 1));
          }
        }
      }
    }
    return text.toString();
  }

  private static String pick(List<String> from, SplittableRandom random) {
    return from.get(random.nextInt(from.size()));
  }
}
