package org.llmrec.data.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.json.Json;
import org.llmrec.data.record.Rejects;

/**
 * Random documents, written in either form by other code than reads them, come back as they are.
 */
class CollectionRoundTripTest {
  private static final String[] WORDS = {
    "tide", "a<b", "AT&T", "&amp;", "x>y", "\"q\"", "É", "5%", "<", "&", "]]>", "--", "<!", "ü;",
    "&#"
  };
  private static final String[] BEYOND_LATIN = {"𝄞", "漢字", "—", "\uFFFD"};

  @TempDir Path folder;

  @Test
  void bothFormsGiveTheSameRecords() throws IOException {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      boolean latin = random.nextInt(4) == 0;
      List<CollectionDocument> documents = new ArrayList<>();
      StringBuilder sgml = new StringBuilder();
      StringBuilder jsonl = new StringBuilder();
      int count = 1 + random.nextInt(8);
      for (int i = 0; i < count; i++) {
        CollectionDocument document =
            new CollectionDocument("D" + i, words(random, latin), words(random, latin));
        documents.add(document);
        sgml.append(tagged(document, random));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("_id", document.id());
        line.put("title", document.title());
        line.put("text", document.text());
        jsonl.append(Json.line(line)).append('\n');
      }
      Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
      Path tagged = Files.writeString(folder.resolve("a.sgml"), sgml, charset);
      Path lines = Files.writeString(folder.resolve("a.jsonl"), jsonl);
      Rejects strict = Rejects.refusing();
      String of = "seed " + seed;
      assertEquals(
          documents, DocumentReaderTest.read(tagged, CollectionFormat.AUTO, strict), of + sgml);
      assertEquals(documents, DocumentReaderTest.read(lines, CollectionFormat.AUTO, strict), of);
    }
  }

  private static String words(Random random, boolean latin) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(9); i > 0; i--) {
      boolean beyond = !latin && random.nextInt(5) == 0;
      String[] from = beyond ? BEYOND_LATIN : WORDS;
      words.add(from[random.nextInt(from.length)]);
    }
    return String.join(" ", words);
  }

  private static String tagged(CollectionDocument document, Random random) {
    String end = random.nextBoolean() ? "\r\n" : "\n";
    String title = random.nextBoolean() ? "HEADLINE" : "title";
    StringBuilder out = new StringBuilder("<DOC>").append(end);
    out.append("<DOCNO> ").append(document.id()).append(" </DOCNO>").append(end);
    if (!document.title().isEmpty()) {
      out.append("<").append(title).append(">");
      out.append(markup(document.title(), random, end)).append("</").append(title).append(">");
    }
    out.append("<TEXT>").append(end).append(markup(document.text(), random, end));
    out.append("</TEXT>").append(end);
    return out.append(random.nextInt(5) == 0 ? "" : "</DOC>").append(end).toString();
  }

  private static String markup(String text, Random random, String end) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '&' -> out.append(random.nextBoolean() ? "&amp;" : "&#38;");
                case ' ' ->
                    out.append(
                        switch (random.nextInt(4)) {
                          case 0 -> " <P>" + end;
                          case 1 -> "</i><i x='y'>";
                          case 2 -> "<!-- a > b -->";
                          default -> " ";
                        });
                default -> out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
