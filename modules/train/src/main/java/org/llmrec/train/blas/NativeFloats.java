package org.llmrec.train.blas;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;

/**
 * Numbers outside the Java heap. Taken from the system directly: JavaCPP's own allocation refuses
 * once the process is twice as large as the heap may be, which a matrix outside it easily makes.
 */
final class NativeFloats implements AutoCloseable {
  private final Pointer memory;
  private final FloatPointer floats;

  private NativeFloats(Pointer memory) {
    this.memory = memory;
    this.floats = new FloatPointer(memory);
  }

  static NativeFloats allocate(long size) {
    Pointer memory = Pointer.malloc(Math.max(1, size) * Float.BYTES);
    if (memory == null || memory.isNull()) {
      throw new LlmrecException(
          MachineCode.MEMORY_FULL,
          "expected "
              + size * Float.BYTES
              + " bytes of memory outside the Java heap, found less; rank fewer items or free"
              + " memory");
    }
    return new NativeFloats(memory);
  }

  static NativeFloats copyOf(float[] array, long size) {
    NativeFloats floats = allocate(size);
    floats.floats.put(array, 0, Math.toIntExact(size));
    return floats;
  }

  FloatPointer at(long offset) {
    return floats.getPointer(offset);
  }

  void read(long offset, float[] target, int at, int count) {
    at(offset).get(target, at, count);
  }

  void write(long offset, float[] source, int at, int count) {
    at(offset).put(source, at, count);
  }

  @Override
  public void close() {
    Pointer.free(memory);
  }
}
