package org.llmrec.llm.embedded.internal.llama;

import com.sun.jna.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as C takes them. */
final class CText {
  private CText() {}

  /** UTF-8 without an end mark, for functions that take a length. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** UTF-8 with a zero byte at the end. */
  static byte[] terminated(String text) {
    byte[] bytes = bytes(text);
    return Arrays.copyOf(bytes, bytes.length + 1);
  }

  /** The same in memory of its own, which lives as long as the object. */
  static Memory memory(String text) {
    byte[] bytes = terminated(text);
    Memory memory = new Memory(bytes.length);
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }
}
