package org.llmrec.lab.arm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.train.method.TextVectors;

class ArmVectorsTest {
  private static final EncoderManifest MANIFEST = EncoderModels.manifest("all-minilm-l6-v2");
  private static TextEncoder encoder;
  private static List<Item> items;
  private static List<Answer> answers;

  @TempDir Path folder;

  /** Few and short texts: the encoder is the real one. */
  @BeforeAll
  static void read() throws IOException {
    Samples books = Samples.books();
    items = books.items().subList(0, 8);
    answers =
        books.answers().stream()
            .filter(a -> List.of("rec-tag", "rec-infer", "tag").contains(a.prompt()))
            .toList();
    encoder = Samples.encoder();
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private ArmVectors open() {
    return new ArmVectors(folder, MANIFEST, () -> encoder);
  }

  private static TextVectors of(ArmVectors arms, String name) throws IOException {
    return arms.of(TextArm.named(name), items, answers, 3, Progress.silent());
  }

  @Test
  void aVectorIsThatOfTheItemsText() throws IOException {
    try (ArmVectors arms = open()) {
      TextVectors all = of(arms, "all");
      assertEquals("all", all.arm());
      assertEquals(
          List.of("description", "tag", "rec-tag", "rec-infer"),
          List.copyOf(all.fields().keySet()));
      ArmTexts texts = ArmTexts.of(TextArm.named("all"), items, answers, 3);
      for (String field : texts.fields().keySet()) {
        VectorFile file = all.fields().get(field);
        assertEquals(texts.fields().get(field).keySet(), new HashSet<>(file.ids()));
        for (String item : file.ids()) {
          float[] alone = encoder.encode(List.of(texts.fields().get(field).get(item))).vectors()[0];
          assertArrayEquals(alone, file.row(file.row(item)), 1e-4f, field + " of " + item);
        }
      }
    }
  }

  @Test
  void nothingIsEncodedTwice() throws IOException {
    try (ArmVectors arms = open()) {
      TextVectors original = of(arms, "original");
      assertEquals(8, arms.encodedTexts());
      TextVectors all = of(arms, "all");
      long allTexts = distinct("all");
      assertEquals(allTexts, arms.encodedTexts());
      assertSame(original.fields().get("description"), all.fields().get("description"));
      of(arms, "all/placebo");
      of(arms, "rec-tag");
      assertEquals(allTexts, arms.encodedTexts());
    }
    try (ArmVectors again =
        new ArmVectors(
            folder,
            MANIFEST,
            () -> {
              throw new AssertionError("there is nothing to encode");
            })) {
      of(again, "all/placebo");
      assertEquals(0, again.encodedTexts());
    }
  }

  private static long distinct(String arm) {
    return ArmTexts.of(TextArm.named(arm), items, answers, 3).fields().values().stream()
        .flatMap(texts -> texts.values().stream())
        .distinct()
        .count();
  }

  @Test
  void aPlaceboHasTheSameVectorsInOtherPlaces() throws IOException {
    for (String name : List.of("rec-tag", "rec-tag/tfidf")) {
      try (ArmVectors arms = open()) {
        VectorFile own = of(arms, name).fields().get("rec-tag");
        VectorFile others = of(arms, name + "/placebo").fields().get("rec-tag");
        assertEquals(own.ids(), others.ids());
        assertEquals(rows(own).keySet(), rows(others).keySet());
        for (int row = 0; row < own.size(); row++) {
          assertNotEquals(key(own.row(row)), key(others.row(row)));
        }
      }
    }
  }

  private static Map<String, Integer> rows(VectorFile file) {
    Map<String, Integer> rows = new HashMap<>();
    for (int row = 0; row < file.size(); row++) {
      rows.merge(key(file.row(row)), 1, Integer::sum);
    }
    return rows;
  }

  private static String key(float[] row) {
    return Arrays.toString(row);
  }

  @Test
  void anEndedRunGoesOnWhereItWas() throws IOException {
    TextEncoder mortal = new Dying(encoder, 2);
    try (ArmVectors dying = new ArmVectors(folder, MANIFEST, () -> mortal)) {
      assertThrows(LlmrecException.class, () -> of(dying, "all"));
    }
    Set<Path> left = files();
    // A file that was being written when the process was killed, and one from long ago.
    Path encoded = folder.resolve("encoded").resolve(MANIFEST.sha256());
    Path unfinished = Files.writeString(encoded.resolve("1.unfinished"), "half");
    Path old = Files.writeString(encoded.resolve("2.unfinished"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    try (ArmVectors again = open()) {
      of(again, "all");
      assertEquals(
          distinct("all") - distinct("tag"), again.encodedTexts(), "description and tag were done");
    }
    assertTrue(files().containsAll(left));
    assertTrue(Files.exists(unfinished));
    assertTrue(Files.notExists(old));
  }

  @Test
  void aRunThatWasKilledGivesTheSameBits() throws IOException {
    Map<String, Map<String, Integer>> whole = new HashMap<>();
    try (ArmVectors arms = open()) {
      of(arms, "all").fields().forEach((field, file) -> whole.put(field, rows(file)));
    }
    Path other = folder.resolve("other");
    TextEncoder mortal = new Dying(encoder, 1);
    try (ArmVectors dying = new ArmVectors(other, MANIFEST, () -> mortal)) {
      assertThrows(LlmrecException.class, () -> of(dying, "all"));
    }
    try (ArmVectors again = new ArmVectors(other, MANIFEST, () -> encoder)) {
      of(again, "all")
          .fields()
          .forEach((field, file) -> assertEquals(whole.get(field), rows(file)));
    }
  }

  @Test
  @Tag("full")
  void aLongFieldIsKeptWindowByWindow() throws IOException {
    List<Item> many =
        IntStream.range(0, 2_100)
            .mapToObj(i -> new Item("i" + i, "w" + i, "", List.of(), Map.of()))
            .toList();
    TextArm title = TextArm.named("title");
    TextEncoder mortal = new Dying(encoder, 1);
    try (ArmVectors dying = new ArmVectors(folder, MANIFEST, () -> mortal)) {
      assertThrows(
          LlmrecException.class, () -> dying.of(title, many, List.of(), 1, Progress.silent()));
    }
    try (ArmVectors again = open()) {
      TextVectors vectors = again.of(title, many, List.of(), 1, Progress.silent());
      assertEquals(52, again.encodedTexts());
      VectorFile file = vectors.fields().get("title");
      assertEquals(2_100, file.size());
      for (String item : List.of("i0", "i1234", "i2099")) {
        float[] alone = encoder.encode(List.of("w" + item.substring(1))).vectors()[0];
        assertArrayEquals(alone, file.row(file.row(item)), 1e-4f, item);
      }
    }
  }

  private Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      Set<Path> files = new HashSet<>();
      all.filter(file -> file.toString().endsWith(".vec")).forEach(files::add);
      return files;
    }
  }

  /** Encodes a few times and then fails. */
  private static final class Dying implements TextEncoder {
    private final TextEncoder real;
    private int left;

    Dying(TextEncoder real, int left) {
      this.real = real;
      this.left = left;
    }

    @Override
    public EncoderIdentity manifest() {
      return real.manifest();
    }

    @Override
    public Encoded encode(List<String> texts, Role role, LongConsumer done) {
      if (left-- == 0) {
        throw new LlmrecException(MachineCode.UNEXPECTED, "the process ends here");
      }
      return real.encode(texts, role, done);
    }

    @Override
    public void close() {}
  }

  @Test
  void aDamagedFileIsNamedWithWhatToDo() throws IOException {
    try (ArmVectors arms = open()) {
      of(arms, "original");
    }
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[100] ^= 1;
      Files.write(file, bytes);
      try (ArmVectors arms = open()) {
        String message =
            assertThrows(CorruptFileException.class, () -> of(arms, "original")).getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        assertTrue(message.endsWith("delete it, and what it held is made again"), message);
      }
      Files.delete(file);
      try (ArmVectors arms = open()) {
        of(arms, "original");
      }
    }
  }

  @Test
  void countedWordsNeedNoEncoder() throws IOException {
    try (ArmVectors arms =
        new ArmVectors(
            folder,
            MANIFEST,
            () -> {
              throw new AssertionError("there is nothing to encode");
            })) {
      TextVectors vectors = of(arms, "all/tfidf");
      assertEquals("all/tfidf", vectors.arm());
      assertTrue(vectors.fieldDims() <= MANIFEST.dims());
      assertEquals(8, vectors.fields().get("description").size());
    }
  }

  @Test
  void threadsMayAskAtOnce() throws Exception {
    try (ArmVectors arms = open();
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> names = List.of("all", "original", "all/placebo", "rec-tag/tfidf", "all", "tag");
      List<Future<TextVectors>> all =
          names.stream().map(name -> pool.submit(() -> of(arms, name))).toList();
      for (int i = 0; i < names.size(); i++) {
        assertEquals(names.get(i), all.get(i).get().arm());
      }
      assertSame(
          all.get(0).get().fields().get("description"),
          all.get(4).get().fields().get("description"));
      assertEquals(distinct("all"), arms.encodedTexts());
    }
  }

  @Test
  void afterCloseThereIsNothing() throws IOException {
    ArmVectors arms = open();
    TextVectors tfidf = of(arms, "original/tfidf");
    arms.close();
    arms.close();
    assertThrows(IllegalStateException.class, () -> tfidf.fields().get("description").row("b001"));
    assertThrows(IllegalStateException.class, () -> of(arms, "original/tfidf"));
  }
}
