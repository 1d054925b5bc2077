package org.llmrec.rank.list;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Interaction;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.Verify;
import org.llmrec.core.json.Json;
import org.llmrec.rank.EncoderRef;
import org.llmrec.rank.FileStamp;
import org.llmrec.rank.Provenance;
import org.llmrec.rank.calibration.Isotonic;
import org.llmrec.rank.tensor.SafeTensors;
import org.llmrec.rank.tensor.Tensor;

class ListBundleTest {
  private static final Provenance PROVENANCE =
      new Provenance(new EncoderRef("e", "x"), "d", "s", 1, Map.of("a", 1), Map.of("m", 0.5));

  @TempDir Path folder;

  private final RandomRanker world = new RandomRanker(11);

  private Path written() throws IOException {
    return written(world.ranker);
  }

  private Path written(ListRanker ranker) throws IOException {
    Path bundle = Files.createTempDirectory(folder, "bundle");
    List<String> ids = IntStream.range(0, world.items).mapToObj(i -> "i" + i).toList();
    ListBundle.write(bundle, ranker, ids, PROVENANCE);
    return bundle;
  }

  @Test
  void whatIsReadSaysWhatWasWritten() throws IOException {
    Path bundle = written();
    ListBundle opened = ListBundle.open(bundle, Verify.FULL);
    int[] candidates = IntStream.range(0, world.items).toArray();
    float[] expected = new float[candidates.length];
    float[] found = new float[candidates.length];
    History history = new History(new int[] {2, 9, 4}, 123_456_789);
    world.ranker.score(history, candidates, expected);
    opened.ranker().score(history, candidates, found);
    assertArrayEquals(expected, found, 1e-4f);
    assertEquals(world.ranker.signals().names(), opened.manifest().features());
    assertEquals(world.ranker.leaves(), opened.manifest().leaves());
    assertEquals(4, opened.manifest().leaves().size());
    assertEquals(Optional.of(1), opened.manifest().strangers());
    History stranger = new History(new int[] {2, 9, 4}, 123_456_789, false);
    world.ranker.score(stranger, candidates, expected);
    opened.ranker().score(stranger, candidates, found);
    assertArrayEquals(expected, found, 1e-4f);
  }

  @Test
  void valuesForWhatIsMissingAreKeptAndNamed() throws IOException {
    ListRanker gaps = new RandomRanker(11, true).ranker;
    Path bundle = written(gaps);
    ListBundle opened = ListBundle.open(bundle, Verify.FULL);
    assertEquals(gaps.signals().missing(), opened.manifest().missing());
    assertTrue(opened.manifest().missing().contains("age"));
    assertEquals(Optional.of(3), opened.manifest().pairs());
    int[] candidates = IntStream.range(0, world.items).toArray();
    float[] expected = new float[candidates.length];
    float[] found = new float[candidates.length];
    History history = new History(new int[] {2, 9, 4}, Interaction.NO_TIME);
    gaps.score(history, candidates, expected);
    opened.ranker().score(history, candidates, found);
    assertArrayEquals(expected, found, 1e-4f);
    for (String name : List.of("network.0.missing", "shared.pairs")) {
      Map<String, Tensor> tensors = new TreeMap<>(ListTensors.of(gaps));
      tensors.remove(name);
      assertThrows(
          IllegalArgumentException.class,
          () -> ListTensors.ranker(opened.manifest(), tensors),
          name);
    }
  }

  @Test
  void whatScoresAreWorthIsKept() throws IOException {
    ListCalibration calibration =
        new ListCalibration(
            20, .1, new Isotonic(new double[] {-9.5, -3, 0.25}, new double[] {0, 0.1, 0.7}));
    ListRanker ranker =
        new ListRanker(
            world.ranker.signals(),
            world.ranker.met(),
            world.ranker.strangers(),
            world.ranker.unmet(),
            Optional.of(calibration));
    Path bundle = Files.createTempDirectory(folder, "bundle");
    ListBundle.write(bundle, ranker, List.of(), PROVENANCE);
    ListBundle opened = ListBundle.open(bundle, Verify.FULL);
    assertEquals(Optional.of(calibration), opened.ranker().calibration());
  }

  /** The networks of the world without their trees. */
  private ListRanker withoutTrees() {
    return new ListRanker(
        world.ranker.signals(),
        world.ranker.met().stream().map(ListBundleTest::withoutTrees).toList(),
        world.ranker.unmet().stream().map(ListBundleTest::withoutTrees).toList());
  }

  private static ListNetwork withoutTrees(ListNetwork network) {
    return new ListNetwork(network.direct(), network.weight(), network.bias(), network.out());
  }

  /** Of before there were probabilities, ONNX and trees: neither the keys nor the file. */
  @Test
  void anOlderBundleOpensWithoutProbabilities() throws IOException {
    Path bundle = written(withoutTrees());
    ListManifest now = ListBundle.open(bundle, Verify.FULL).manifest();
    Map<String, FileStamp> files = new TreeMap<>(now.files());
    files.remove("ranker.onnx");
    Files.deleteIfExists(bundle.resolve("ranker.onnx"));
    ListManifest then =
        new ListManifest(
                1,
                now.kind(),
                now.items(),
                now.itemsHash(),
                now.parts(),
                now.neighbours(),
                now.times(),
                now.withTimes(),
                now.lambda(),
                now.alpha(),
                now.nu(),
                now.features(),
                List.of(),
                Optional.empty(),
                now.met(),
                Optional.empty(),
                now.unmet(),
                List.of(),
                Optional.empty(),
                now.provenance(),
                files,
                "")
            .sealed();
    String json = Json.pretty(then);
    assertFalse(json.contains("calibration"), json);
    assertFalse(json.contains("leaves"), json);
    assertFalse(json.contains("missing"), json);
    assertFalse(json.contains("pairs"), json);
    assertFalse(json.contains("strangers"), json);
    Files.writeString(bundle.resolve("manifest.json"), json);
    assertTrue(ListBundle.open(bundle, Verify.FULL).ranker().chances().isEmpty());
  }

  @Test
  void equalRankersGiveEqualBytes() throws IOException {
    Path one = written();
    Path other = written();
    try (Stream<Path> files = Files.list(one)) {
      for (Path file : files.toList()) {
        assertEquals(-1, Files.mismatch(file, other.resolve(file.getFileName())), file.toString());
      }
    }
  }

  @Test
  void aFlippedBitAnywhereIsFound() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (String name :
        List.of("manifest.json", "ranker.safetensors", "probe.safetensors", "ranker.onnx")) {
      for (int round = 0; round < 20; round++) {
        Path bundle = written();
        Path file = bundle.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        int at = random.nextInt(bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, bytes);
        assertThrows(
            CorruptFileException.class,
            () -> ListBundle.open(bundle, Verify.FULL),
            name + ", byte " + at);
      }
    }
  }

  @Test
  void aMissingOrShortFileIsNamed() throws IOException {
    Path bundle = written();
    Files.delete(bundle.resolve("probe.safetensors"));
    Exception missing =
        assertThrows(CorruptFileException.class, () -> ListBundle.open(bundle, Verify.FAST));
    assertTrue(missing.getMessage().contains("probe.safetensors"), missing.getMessage());
    Path other = written();
    Files.write(other.resolve("ranker.safetensors"), new byte[10]);
    Exception cut =
        assertThrows(CorruptFileException.class, () -> ListBundle.open(other, Verify.FAST));
    assertTrue(cut.getMessage().contains("ranker.safetensors"), cut.getMessage());
    assertThrows(ConfigException.class, () -> ListBundle.open(folder.resolve("none"), Verify.FAST));
  }

  /** Whole files of another ranker under this one's manifest, with stamps that fit. */
  @Test
  void tensorsThatAreNotThoseOfTheManifestAreRefused() throws IOException {
    for (String name :
        List.of(
            "met",
            "part.0.weights",
            "factors.items",
            "network.0.direct",
            "network.1.leaf-rows",
            "network.1.trees.roots",
            "unmet.0.trees.value")) {
      Map<String, Tensor> tensors = new TreeMap<>(ListTensors.of(world.ranker));
      Tensor own = tensors.get(name);
      tensors.put(
          name,
          own instanceof Tensor.Floats
              ? Tensor.Floats.vector(new float[own.size() - 1])
              : Tensor.Ints.vector(new int[own.size() - 1]));
      ListManifest manifest = ListBundle.open(written(), Verify.FAST).manifest();
      assertThrows(
          IllegalArgumentException.class, () -> ListTensors.ranker(manifest, tensors), name);
      tensors.remove(name);
      assertThrows(
          IllegalArgumentException.class, () -> ListTensors.ranker(manifest, tensors), name);
    }
  }

  @Test
  void aRankerThatAnswersOtherwiseFailsItsSelfTest() throws IOException {
    Path bundle = written();
    Path probe = bundle.resolve("probe.safetensors");
    Map<String, Tensor> other = ListProbe.record(new RandomRanker(12).ranker);
    assertThrows(
        CorruptFileException.class,
        () -> ListProbe.test(probe, other, world.ranker, "train again"));
    ListProbe.test(probe, SafeTensors.read(probe), world.ranker, "train again");
  }

  @Test
  void aLaterFormatSaysSo() throws IOException {
    Path manifest = written().resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"formatVersion\" : 3", "\"formatVersion\" : 9"));
    Exception later =
        assertThrows(
            CorruptFileException.class, () -> ListBundle.open(manifest.getParent(), Verify.FAST));
    assertTrue(later.getMessage().contains("newer version"), later.getMessage());
  }
}
