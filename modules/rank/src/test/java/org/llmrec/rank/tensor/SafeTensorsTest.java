package org.llmrec.rank.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.CorruptFileException;

class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void readsWhatTheFormatsOwnLibraryWrote() throws IOException {
    Path file = folder.resolve("golden.safetensors");
    try (InputStream golden = getClass().getResourceAsStream("golden.safetensors")) {
      Files.copy(golden, file);
    }
    Map<String, Tensor> expected = new HashMap<>();
    expected.put(
        "item.0.weight",
        Tensor.Floats.matrix(2, 3, new float[] {0.5f, -1.25f, 3, 1e-7f, 2.5e8f, -0.0f}));
    expected.put("item.0.bias", Tensor.Floats.vector(new float[] {0.1f, -0.2f}));
    expected.put("empty", new Tensor.Floats(List.of(0, 4), new float[0]));
    expected.put("foldin.negatives", Tensor.Ints.vector(new int[] {0, 7, Integer.MAX_VALUE}));
    expected.put("scalar", new Tensor.Floats(List.of(), new float[] {1.5f}));
    assertEquals(expected, SafeTensors.read(file));
  }

  @Test
  void givesBackWhatWasWrittenWhateverTheOrder() throws IOException {
    long seed = 20260701;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20; round++) {
      LinkedHashMap<String, Tensor> tensors = new LinkedHashMap<>();
      Map<String, Tensor> reversed = new LinkedHashMap<>();
      int count = random.nextInt(5);
      for (int t = 0; t < count; t++) {
        tensors.put("tensor " + t + " \"é\"", random(random));
      }
      tensors.sequencedEntrySet().reversed().forEach(e -> reversed.put(e.getKey(), e.getValue()));
      Path first = folder.resolve("first");
      Path second = folder.resolve("second");
      SafeTensors.write(first, tensors);
      SafeTensors.write(second, reversed);
      String message = "seed " + seed + ", round " + round;
      assertEquals(tensors, SafeTensors.read(first), message);
      assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second), message);
      long header =
          ByteBuffer.wrap(Files.readAllBytes(first)).order(ByteOrder.LITTLE_ENDIAN).getLong();
      assertEquals(0, header % 8, "the data is aligned; " + message);
    }
  }

  @Test
  void refusesToWriteWhatIsNotANumber() {
    Path file = folder.resolve("nan");
    Map<String, Tensor> tensors = Map.of("w", Tensor.Floats.vector(new float[] {1, Float.NaN}));
    var error =
        assertThrows(IllegalArgumentException.class, () -> SafeTensors.write(file, tensors));
    assertTrue(error.getMessage().contains("w must be finite"), error.getMessage());
    assertTrue(Files.notExists(file));
  }

  @Test
  void refusesToReadWhatIsNotANumber() throws IOException {
    Path file = raw("{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}", bytes(1, Float.NaN));
    assertRefused(file, "finite numbers in tensor w");
    assertRefused(
        raw("{'w':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}", bytes(1f / 0)),
        "finite numbers in tensor w");
  }

  /** Every header here lies about sixteen bytes of data. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[3],'data_offsets':[4,16]}} | to begin at byte 8
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'b':{'dtype':'F32','shape':[1],'data_offsets':[12,16]}} | to begin at byte 8
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'a':{'dtype':'F32','shape':[2],'data_offsets':[8,16]}} | Duplicate field 'a'
          {'a':{'dtype':'F32','shape':[8],'data_offsets':[0,32]}} | 32 bytes of data
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | 8 bytes of data
          {'a':{'dtype':'F32','shape':[2],'data_offsets':[0,16]}} | 8 bytes for tensor a
          {'a':{'dtype':'F32','shape':[4],'data_offsets':[16,0]}} | 16 bytes for tensor a
          {'a':{'dtype':'F32','shape':[4],'data_offsets':[-16,0]}} | offsets of tensor a from 0 on
          {'a':{'dtype':'F32','shape':[4],'data_offsets':[0,99999999999999999999]}} | offsets of tensor a
          {'a':{'dtype':'F32','shape':[-4],'data_offsets':[0,16]}} | a possible shape of tensor a
          {'a':{'dtype':'F32','shape':[65536,65536,65536,65536],'data_offsets':[0,16]}} | a possible shape of tensor a
          {'a':{'dtype':'F32','shape':[4.5],'data_offsets':[0,16]}} | whole numbers in the shape
          {'a':{'dtype':'F64','shape':[2],'data_offsets':[0,16]}} | of type F32 or I32
          {'a':{'dtype':'F32','shape':[4]}} | dtype, shape and data_offsets
          {'a':7} | dtype, shape and data_offsets
          [1,2] | a header that is a JSON object
          {'a' | a header in JSON
          """)
  void refusesAHeaderThatLies(String header, String reason) throws IOException {
    assertRefused(raw(header, new byte[16]), reason);
  }

  @Test
  void refusesALengthThatCannotBe() throws IOException {
    for (long length : new long[] {0, 1, 17, 100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      ByteBuffer bytes = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(length).put("{}".getBytes(StandardCharsets.UTF_8));
      assertRefused(Files.write(folder.resolve("length"), bytes.array()), "a header of 2 to 16");
    }
    assertRefused(Files.write(folder.resolve("short"), new byte[7]), "at least 8 bytes");
  }

  @Test
  void toleratesMetadataThatOthersLeave() throws IOException {
    Path file =
        raw(
            "{'__metadata__':{'format':'pt'},'w':{'dtype':'F32','shape':[],'data_offsets':[0,4]}}",
            bytes(2.5f));
    assertEquals(
        Map.of("w", new Tensor.Floats(List.of(), new float[] {2.5f})), SafeTensors.read(file));
  }

  @Test
  void damageIsEitherRefusedOrChangesNumbersOnly() throws IOException {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    Path file = folder.resolve("whole");
    Map<String, Tensor> tensors =
        Map.of(
            "a", Tensor.Floats.vector(new float[] {1, 2, 3}),
            "b", Tensor.Ints.vector(new int[] {4, 5, 6}));
    SafeTensors.write(file, tensors);
    byte[] whole = Files.readAllBytes(file);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Path broken = Files.write(folder.resolve("broken"), damaged);
      try {
        assertEquals(2, SafeTensors.read(broken).size(), "seed " + seed + ", round " + round);
      } catch (CorruptFileException expected) {
        assertEquals(broken, expected.file());
      }
    }
    for (int length = 0; length < whole.length; length += 3) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThrows(CorruptFileException.class, () -> SafeTensors.read(cut), "cut at " + length);
    }
  }

  private static Tensor random(SplittableRandom random) {
    List<Integer> shape =
        List.of(random.nextInt(1, 4), random.nextInt(1, 150), random.nextInt(1, 60));
    int size = shape.get(0) * shape.get(1) * shape.get(2);
    if (random.nextInt(4) == 0) {
      return new Tensor.Ints(shape, random.ints(size).toArray());
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble(-10, 10);
    }
    return new Tensor.Floats(shape, values);
  }

  private Path raw(String header, byte[] data) throws IOException {
    byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    return Files.write(folder.resolve("raw"), bytes.array());
  }

  private static byte[] bytes(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static void assertRefused(Path file, String reason) {
    var error = assertThrows(CorruptFileException.class, () -> SafeTensors.read(file));
    assertEquals(file, error.file());
    assertTrue(error.getMessage().contains(reason), error.getMessage());
  }
}
