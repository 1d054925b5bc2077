package org.llmrec.data.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.json.Json;
import org.llmrec.data.record.Rejects;

class DocumentReaderTest {
  @TempDir Path folder;

  private final Rejects counting = Rejects.counting();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private List<CollectionDocument> read(Path path) throws IOException {
    return read(path, CollectionFormat.AUTO, counting);
  }

  static List<CollectionDocument> read(Path path, CollectionFormat format, Rejects rejects)
      throws IOException {
    List<CollectionDocument> documents = new ArrayList<>();
    try (DocumentReader reader = new DocumentReader(path, format, Optional.empty(), rejects)) {
      for (CollectionDocument d = reader.next(); d != null; d = reader.next()) {
        documents.add(d);
      }
    }
    return documents;
  }

  private static CollectionDocument doc(String id, String title, String text) {
    return new CollectionDocument(id, title, text);
  }

  @Test
  void aClassicDocument() throws IOException {
    Path file =
        file(
            "ft.sgml",
            """
            <DOC>
            <DOCNO> FT911-1 </DOCNO>
            <DOCID>7</DOCID>
            <PROFILE>_AN-1</PROFILE>
            <HEADLINE>
            FT  14 MAY 91 / <B>Tides</B> turn
            </HEADLINE>
            <!-- <TITLE>not this</TITLE> -->
            <TEXT>
            <P>High &amp; low: 3 < 4, AT&T, caf&eacute;&#33; &#x2014; &unknown; &lt;b&gt;</P>
            <P>Second.</P>
            </TEXT>
            </DOC>
            """);
    assertEquals(
        List.of(
            doc(
                "FT911-1",
                "FT 14 MAY 91 / Tides turn",
                "_AN-1 High & low: 3 < 4, AT&T, café! — &unknown; <b> Second.")),
        read(file));
    assertEquals(0, counting.total());
  }

  @Test
  void missingEndTagsLoseNothing() throws IOException {
    Path file =
        file(
            "a.sgml",
            "<doc id=x><docno>a<title>One headline<text>first words</title> more\r\n"
                + "<DOC>\r\n<DOCNO>b</DOCNO>\r\n<HL>Two\r\nlines</HL>\r\nno text tag\r\n</DOC >junk"
                + "<DOC><DOCNO>c</DOCNO><TEXT>the last <unclosed");
    try (DocumentReader reader =
        new DocumentReader(file, CollectionFormat.AUTO, Optional.empty(), counting)) {
      assertEquals(doc("a", "One headline", "first words more"), reader.next());
      assertEquals(doc("b", "Two lines", "no text tag"), reader.next());
      assertEquals(doc("c", "", "the last <unclosed"), reader.next());
      assertEquals(null, reader.next());
      assertEquals(2, reader.unclosed());
      assertEquals(3, reader.read());
    }
    assertEquals(0, counting.total());
  }

  @Test
  void anUnclosedHeadlineEndsAtTheNextTag() throws IOException {
    Path file = file("a", "<DOC><DOCNO>a</DOCNO><HL>Head<P>body</P><HL2>more</HL2></DOC>");
    assertEquals(List.of(doc("a", "Head", "body more")), read(file));
  }

  @Test
  void aDocumentWithoutTextIsOne() throws IOException {
    Path file = file("a", "<DOC><DOCNO>a</DOCNO></DOC><DOC><DOCNO>b</DOCNO><TEXT> </TEXT></DOC>");
    assertEquals(List.of(doc("a", "", ""), doc("b", "", "")), read(file));
  }

  @Test
  void badRecordsAreNamedAndTheRestIsRead() throws IOException {
    Path file =
        file(
            "bad.sgml",
            "<DOC>\n<TEXT>nameless</TEXT></DOC>\n"
                + "<DOC><DOCNO>a</DOCNO>x</DOC>\n"
                + "<DOC><DOCNO>a</DOCNO>again</DOC>\n"
                + "<DOC><DOCNO>a b</DOCNO>blank</DOC>\n"
                + "<DOC><DOCNO>"
                + "n".repeat(1_025)
                + "</DOCNO></DOC>"
                + "<DOC><DOCNO>z</DOCNO>nul\0byte&#0;</DOC>");
    Path written = folder.resolve("rejects.jsonl");
    try (Rejects rejects = Rejects.writingTo(written, false)) {
      assertEquals(
          List.of(doc("a", "", "x"), doc("z", "", "nul byte\uFFFD")),
          read(file, CollectionFormat.AUTO, rejects));
      assertEquals(Map.of("missing", 1L, "duplicate", 1L, "bad-id", 2L), rejects.counts());
    }
    Map<?, ?> second = Json.mapper().readValue(Files.readAllLines(written).get(1), Map.class);
    assertEquals(file.toString(), second.get("file"));
    assertEquals(4, second.get("line"));
    assertEquals("DOCNO", second.get("field"));
    assertEquals("<DOCNO>a</DOCNO>again", second.get("excerpt"));
    String message =
        assertThrows(
                BadRecordException.class,
                () -> read(file, CollectionFormat.AUTO, Rejects.refusing()))
            .getMessage();
    assertTrue(message.contains("bad.sgml:1: field 'DOCNO'"), message);
    assertTrue(message.contains("expected <DOCNO>id</DOCNO>"), message);
  }

  @Test
  void aRecordBeyondTheLimitIsRefusedAndNotHeld() throws IOException {
    Path file = folder.resolve("big.sgml");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("<DOC><DOCNO>big</DOCNO>".getBytes(StandardCharsets.UTF_8));
      byte[] piece = new byte[1 << 20];
      Arrays.fill(piece, (byte) 'x');
      for (int i = 0; i < 17; i++) {
        out.write(piece);
      }
      out.write("</DOC><DOC><DOCNO>b</DOCNO>y</DOC>".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of(doc("b", "", "y")), read(file));
    assertEquals(Map.of("too-long", 1L), counting.counts());
  }

  @Test
  void latin1IsFoundOutByFile() throws IOException {
    Charset latin = StandardCharsets.ISO_8859_1;
    Files.writeString(folder.resolve("1"), "<DOC><DOCNO>a</DOCNO>café</DOC>", latin);
    Files.writeString(folder.resolve("2"), "\uFEFF<DOC><DOCNO>b</DOCNO>naïve — ok</DOC>");
    try (DocumentReader reader =
        new DocumentReader(folder, CollectionFormat.AUTO, Optional.empty(), counting)) {
      assertEquals("café", reader.next().text());
      assertEquals("naïve — ok", reader.next().text());
      assertEquals(null, reader.next());
      assertEquals(1, reader.latin1Files());
    }
    Optional<Charset> utf8 = Optional.of(StandardCharsets.UTF_8);
    try (DocumentReader reader =
        new DocumentReader(folder, CollectionFormat.TREC, utf8, counting)) {
      String message = assertThrows(ConfigException.class, reader::next).getMessage();
      assertTrue(message.contains("expected UTF-8 as declared"), message);
    }
  }

  @Test
  void foldersAndGzipAreReadInOrder() throws IOException {
    Path sub = Files.createDirectories(folder.resolve("docs/b"));
    Files.createDirectories(folder.resolve("docs/.git"));
    Files.writeString(folder.resolve("docs/.git/x"), "<DOC><DOCNO>hidden</DOCNO></DOC>");
    gzip(sub.resolve("2.gz"), "<DOC><DOCNO>two</DOCNO>packed</DOC>");
    gzip(sub.resolve("3.jsonl.gz"), "{\"_id\": 3, \"title\": \"T\", \"text\": \"x\"}\n");
    Files.writeString(folder.resolve("docs/a.txt"), "<DOC><DOCNO>one</DOCNO>plain</DOC>");
    Files.writeString(folder.resolve("docs/readme"), "About this collection.");
    assertEquals(
        List.of(doc("one", "", "plain"), doc("two", "", "packed"), doc("3", "T", "x")),
        read(folder.resolve("docs")));
    assertEquals(Map.of("missing", 1L), counting.counts());
  }

  @Test
  void aCutGzipIsDamageAndNamed() throws IOException {
    Path file = folder.resolve("cut.gz");
    gzip(file, "<DOC><DOCNO>a</DOCNO>x</DOC>");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 12));
    String message = assertThrows(CorruptFileException.class, () -> read(file)).getMessage();
    assertTrue(message.contains("cut.gz: expected a whole gzip file"), message);
  }

  @Test
  void jsonLinesOfBeirAndOthers() throws IOException {
    Path file =
        file(
            "corpus.jsonl",
            """
            {"_id": "d1", "title": "T", "text": "a\\nb", "metadata": {"id": 9}}
            {"id": 2, "contents": "only text"}
            {"docno": "d3"}
            {"title": "no id"}
            {"_id": "d1", "text": "again"}
            not json
            """);
    assertEquals(
        List.of(doc("d1", "T", "a\nb"), doc("2", "", "only text"), doc("d3", "", "")), read(file));
    assertEquals(Map.of("missing", 1L, "duplicate", 1L, "not-json", 1L), counting.counts());
  }

  @Test
  void whatIsNotThereIsSaid() throws IOException {
    assertThrows(ConfigException.class, () -> read(folder.resolve("none")));
    assertThrows(ConfigException.class, () -> read(folder));
    Path wide = folder.resolve("wide");
    Files.write(wide, "<DOC>".getBytes(StandardCharsets.UTF_16));
    String message = assertThrows(ConfigException.class, () -> read(wide)).getMessage();
    assertTrue(message.contains("found UTF-16"), message);
  }

  private static void gzip(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
