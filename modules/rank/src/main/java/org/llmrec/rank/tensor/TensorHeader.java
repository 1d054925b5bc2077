package org.llmrec.rank.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.json.Json;

/**
 * The directory at the head of a safetensors file.
 *
 * @param dataStart where in the file the numbers begin
 * @param entries the tensors in the order in which they lie there, without gap or overlap
 */
record TensorHeader(long dataStart, List<Entry> entries) {
  /** A free text map that others may leave in the header; we neither write nor read it. */
  private static final String METADATA = "__metadata__";

  /** What the format's own reader allows, so that a damaged length cannot ask for gigabytes. */
  private static final long MAX_LENGTH = 100_000_000;

  private static final Set<String> DTYPES = Set.of("F32", "I32");

  /** One tensor and the bytes it has, counted from the start of the data. */
  record Entry(String name, String dtype, List<Integer> shape, int size, long begin, long end) {}

  /** As JSON on one line, filled with spaces so that the data begins at a multiple of eight. */
  static String format(SortedMap<String, Tensor> tensors) {
    StringBuilder text = new StringBuilder("{");
    long begin = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      if (entry.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be named " + METADATA);
      }
      Tensor tensor = entry.getValue();
      long end = begin + (long) tensor.size() * Float.BYTES;
      text.append(text.length() > 1 ? "," : "")
          .append(Json.line(entry.getKey()))
          .append(":{\"dtype\":\"")
          .append(tensor.dtype())
          .append("\",\"shape\":")
          .append(Json.line(tensor.shape()))
          .append(",\"data_offsets\":[")
          .append(begin)
          .append(',')
          .append(end)
          .append("]}");
      begin = end;
    }
    text.append('}');
    int length = text.toString().getBytes(StandardCharsets.UTF_8).length;
    return text.append(" ".repeat(Math.floorMod(-length, 8))).toString();
  }

  /**
   * Reads and checks the header of an open file, from its first byte.
   *
   * @throws CorruptFileException if the header does not describe the file exactly
   */
  static TensorHeader read(Path file, FileChannel channel) throws IOException {
    long fileSize = channel.size();
    if (fileSize < 8) {
      throw corrupt(file, "at least 8 bytes", "only " + fileSize);
    }
    ByteBuffer prefix = SafeTensors.littleEndian(8);
    SafeTensors.readFully(file, channel, prefix);
    long length = prefix.getLong(0);
    if (length < 2 || length > Math.min(MAX_LENGTH, fileSize - 8)) {
      throw corrupt(
          file,
          "a header of 2 to " + Math.min(MAX_LENGTH, fileSize - 8) + " bytes",
          "a length of " + Long.toUnsignedString(length));
    }
    byte[] json = new byte[(int) length];
    SafeTensors.readFully(file, channel, ByteBuffer.wrap(json));
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : parse(file, json).properties()) {
      if (!field.getKey().equals(METADATA)) {
        entries.add(entry(file, field.getKey(), field.getValue()));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireTiling(file, entries, fileSize - 8 - length);
    return new TensorHeader(8 + length, List.copyOf(entries));
  }

  private static JsonNode parse(Path file, byte[] json) throws IOException {
    try {
      JsonNode root = Json.mapper().readTree(json);
      if (root.isObject()) {
        return root;
      }
      throw corrupt(file, "a header that is a JSON object", root.getNodeType().toString());
    } catch (JsonProcessingException e) {
      // A name given twice ends here too: the mapper refuses duplicate keys.
      throw corrupt(file, "a header in JSON", e.getOriginalMessage());
    }
  }

  private static Entry entry(Path file, String name, JsonNode node) {
    JsonNode dtype = node.path("dtype");
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!dtype.isTextual() || !shape.isArray() || offsets.size() != 2 || node.size() != 3) {
      throw corrupt(file, "dtype, shape and data_offsets of tensor " + name, Json.line(node));
    }
    if (!DTYPES.contains(dtype.textValue())) {
      throw corrupt(file, "tensor " + name + " of type F32 or I32", dtype.textValue());
    }
    List<Integer> lengths = new ArrayList<>();
    for (JsonNode length : shape) {
      if (!length.isIntegralNumber() || !length.canConvertToInt()) {
        throw corrupt(file, "whole numbers in the shape of tensor " + name, Json.line(shape));
      }
      lengths.add(length.intValue());
    }
    long begin = offset(file, name, offsets.get(0));
    long end = offset(file, name, offsets.get(1));
    int size;
    try {
      size = Shapes.size(lengths);
    } catch (IllegalArgumentException e) {
      throw corrupt(file, "a possible shape of tensor " + name, e.getMessage());
    }
    if (end - begin != (long) size * Float.BYTES) {
      throw corrupt(
          file,
          (long) size * Float.BYTES + " bytes for tensor " + name + " of shape " + lengths,
          "offsets " + begin + " to " + end);
    }
    return new Entry(name, dtype.textValue(), List.copyOf(lengths), size, begin, end);
  }

  private static long offset(Path file, String name, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
      throw corrupt(file, "offsets of tensor " + name + " from 0 on", Json.line(node));
    }
    return node.longValue();
  }

  private static void requireTiling(Path file, List<Entry> entries, long dataSize) {
    long next = 0;
    for (Entry entry : entries) {
      if (entry.begin() != next) {
        throw corrupt(
            file,
            "tensor " + entry.name() + " to begin at byte " + next + " of the data",
            String.valueOf(entry.begin()));
      }
      next = entry.end();
    }
    if (next != dataSize) {
      throw corrupt(file, next + " bytes of data", String.valueOf(dataSize));
    }
  }

  private static CorruptFileException corrupt(Path file, String expected, String found) {
    return new CorruptFileException(
        FileCode.BUNDLE_DAMAGED, file, expected, found, SafeTensors.ADVICE);
  }
}
