package org.llmrec.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.rank.tensor.SafeTensors;
import org.llmrec.rank.tensor.Tensor;

/** A damaged bundle answers as the whole one does or not at all. */
class BundleDamageTest {
  private static final int[] HISTORY = {2, 3, 17};

  /** Prime, so that every kind of field is hit sooner or later without trying each byte. */
  private static final int STRIDE = 37;

  @TempDir Path folder;
  private float[] answer;

  @BeforeEach
  void write() throws IOException {
    Samples.write(folder, 21);
    answer = answer(Verify.FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.json",
        "weights.safetensors",
        "items.vec",
        "users.vec",
        "probe.safetensors"
      })
  void neverAnswersWrongly(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);
    assertRefused(file);
    Files.write(file, new byte[0]);
    assertRefused(file);
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertRefused(file);
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertRefused(file);
    for (int at = 0; at < whole.length; at += STRIDE) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Files.write(file, flipped);
      assertRightOrRefused(file, name + ", byte " + at);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.safetensors", "items.vec", "users.vec", "probe.safetensors"})
  void evenWithoutHashesDamageEndsInASentence(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThrows(CorruptFileException.class, () -> answer(Verify.FAST));
    for (int at = 0; at < whole.length; at += STRIDE) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << (at % 8));
      Files.write(file, flipped);
      try (RankerBundle bundle = RankerBundle.open(folder, Verify.FAST)) {
        bundle.ranker().foldIn(HISTORY);
      } catch (CorruptFileException refused) {
        assertTrue(refused.getMessage().contains("expected"), refused.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../weights.safetensors", "/etc/passwd", "a/b", "..", ".", "", "a\\b", "C:x"})
  void refusesAManifestThatLeadsOutOfItsFolder(String name) throws IOException {
    editManifest(m -> ((ObjectNode) m.get("files")).set(name, m.get("files").get("items.vec")));
    assertRefused("plain name", Verify.FAST);
  }

  @Test
  void saysWhatToDoAboutAnotherVersion() throws IOException {
    editManifest(m -> m.put("formatVersion", 2).put("newField", true));
    assertRefused("newer version of this library", Verify.FAST);
    editManifest(m -> m.put("formatVersion", 0));
    assertRefused("train again with this version", Verify.FAST);
    editManifest(m -> m.put("kind", "something-else"));
    assertRefused("llm-rec-two-tower", Verify.FAST);
  }

  @Test
  void refusesAManifestThatDoesNotSayWhatAMissingTextIs() throws IOException {
    editManifest(m -> m.remove("missing"));
    assertRefused("missing", Verify.FAST);
  }

  @Test
  void refusesAnEditedManifest() throws IOException {
    editManifest(m -> m.put("seed", 22));
    assertRefused("the checksum", Verify.FAST);
  }

  @Test
  void saysThatThereIsNoBundle() {
    Path absent = folder.resolve("absent");
    var error = assertThrows(ConfigException.class, () -> RankerBundle.open(absent, Verify.FULL));
    assertTrue(error.getMessage().contains(absent.toString()), error.getMessage());
  }

  @Test
  void refusesWeightsOfAnotherShapeThanTheManifests() throws IOException {
    editTensors(
        "weights.safetensors",
        t -> {
          t.put("item.1.bias", Tensor.Floats.vector(new float[Samples.DIMS + 1]));
          return t;
        });
    assertRefused("tensor item.1.bias as F32[8]", Verify.FULL);
    editTensors(
        "weights.safetensors",
        t -> {
          t.remove("item.1.bias");
          return t;
        });
    assertRefused("the tensors", Verify.FULL);
  }

  @Test
  void theSelfTestFindsWeightsThatTheHashesCannotKnowToBeWrong() throws IOException {
    editTensors(
        "weights.safetensors",
        t -> {
          ((Tensor.Floats) t.get("item.0.bias")).values()[0] += 0.5f;
          return t;
        });
    assertRefused("the self-test to give", Verify.FULL);
  }

  @Test
  void theSelfTestFindsAFoldInThatWouldAnswerOtherwise() throws IOException {
    editTensors(
        "weights.safetensors",
        t -> {
          ((Tensor.Floats) t.get("foldin.prior")).values()[0] += 0.5f;
          return t;
        });
    assertRefused("the folded-in user", Verify.FULL);
  }

  @Test
  void refusesASampleOfItemsThatAreNotThere() throws IOException {
    editTensors(
        "weights.safetensors",
        t -> {
          ((Tensor.Ints) t.get("foldin.negatives")).values()[15] = 40;
          return t;
        });
    assertRefused("a sample of the items", Verify.FULL);
  }

  @Test
  void refusesItemVectorsThatAreNotNumbers() throws IOException {
    Path file = folder.resolve("items.vec");
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(64 + 4 * 100, Float.NaN);
    Files.write(file, bytes);
    assertRefused("NaN in row 12", Verify.FAST);
  }

  private float[] answer(Verify verify) throws IOException {
    try (RankerBundle bundle = RankerBundle.open(folder, verify)) {
      Ranker ranker = bundle.ranker();
      int[] all = new int[ranker.items()];
      Arrays.setAll(all, i -> ranker.ordinal("b" + i));
      float[] scores = new float[2 * all.length];
      ranker.score(ranker.foldIn(HISTORY), all, scores);
      float[] known = new float[all.length];
      ranker.score(ranker.userVector("r1").orElse(new float[Samples.DIMS]), all, known);
      System.arraycopy(known, 0, scores, all.length, all.length);
      return scores;
    }
  }

  private void assertRightOrRefused(Path file, String message) throws IOException {
    try {
      assertArrayEquals(answer, answer(Verify.FULL), 0f, message);
    } catch (CorruptFileException refused) {
      assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
    }
  }

  private void assertRefused(Path file) {
    var error = assertThrows(CorruptFileException.class, () -> answer(Verify.FULL));
    assertTrue(error.getMessage().contains(file.toString()), error.getMessage());
  }

  private void assertRefused(String reason, Verify verify) {
    var error = assertThrows(CorruptFileException.class, () -> answer(verify));
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }

  private void editManifest(Consumer<ObjectNode> edit) throws IOException {
    Path file = folder.resolve("manifest.json");
    ObjectNode tree = Json.read(file, ObjectNode.class);
    edit.accept(tree);
    Json.write(file, tree);
  }

  /** Changes tensors and makes the manifest's hashes agree, as a wrong writer would. */
  private void editTensors(String name, UnaryOperator<Map<String, Tensor>> edit)
      throws IOException {
    Path file = folder.resolve(name);
    SafeTensors.write(file, edit.apply(new TreeMap<>(SafeTensors.read(file))));
    BundleManifest m = BundleFiles.readManifest(folder);
    Map<String, FileStamp> files = new TreeMap<>(m.files());
    files.put(name, new FileStamp(Files.size(file), Hashes.sha256(file)));
    BundleManifest changed =
        new BundleManifest(
            m.formatVersion(),
            m.kind(),
            m.dims(),
            m.hidden(),
            m.fields(),
            m.fieldDims(),
            m.missing(),
            m.items(),
            m.users(),
            m.encoder(),
            m.dataHash(),
            m.splitHash(),
            m.seed(),
            m.foldIn(),
            m.options(),
            m.metrics(),
            files,
            "");
    Json.write(folder.resolve("manifest.json"), changed.sealed());
  }
}
