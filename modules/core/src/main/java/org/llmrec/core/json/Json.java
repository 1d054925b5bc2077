package org.llmrec.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;

/**
 * Reads and writes JSON the one way this library does: unknown fields, duplicate keys and trailing
 * text are errors; records map field by field; output is indented with keys in declaration order,
 * so that equal values give equal bytes. Thread-safe.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private Json() {}

  /** The mapper itself, for trees and streams. It must not be reconfigured. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** On one line, for JSON Lines. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /** Indented, ending in a line feed. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
    }
  }

  /**
   * Reads one value from a file that this library wrote.
   *
   * @throws CorruptFileException if the file is not JSON of that shape
   * @throws IOException if it cannot be read at all
   */
  public static <T> T read(Path file, Class<T> type) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    T value;
    try {
      value = MAPPER.readValue(bytes, type);
    } catch (JsonProcessingException e) {
      throw new CorruptFileException(
          FileCode.FILE_DAMAGED,
          file,
          "JSON of a " + type.getSimpleName(),
          e.getOriginalMessage(),
          "restore the file or build it again");
    }
    if (value == null) {
      throw new CorruptFileException(
          FileCode.FILE_DAMAGED,
          file,
          "JSON of a " + type.getSimpleName(),
          "null",
          "restore the file or build it again");
    }
    return value;
  }

  /** Writes one value, whole or not at all. */
  public static void write(Path file, Object value) throws IOException {
    AtomicFiles.writeString(file, pretty(value));
  }
}
