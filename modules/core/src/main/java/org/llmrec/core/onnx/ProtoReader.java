package org.llmrec.core.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads protobuf's wire format from a file, front to back, and jumps over what nobody asks for: of
 * a model of gigabytes only the graph's skeleton is read. Not thread-safe.
 */
public final class ProtoReader implements AutoCloseable {
  private static final int MAX_TEXT = 1 << 12;

  /** Hears the fields of one message, in the file's order. */
  public interface Message {
    /**
     * A whole number.
     *
     * @throws Malformed if it does not fit
     */
    default void number(int field, long value) throws Malformed {}

    /** Four bytes: the bits of a float. */
    default void fixed(int field, int bits) {}

    /**
     * A text, some bytes or a message, as far as {@code end}; what is not read of it is skipped.
     *
     * @throws IOException if the file is malformed or cannot be read
     */
    void bytes(int field, long end) throws IOException;
  }

  /** The bytes are no such message. */
  public static final class Malformed extends IOException {
    private static final long serialVersionUID = 1;

    /** What was found, and where. */
    public Malformed(String what, long at) {
      super(what + " at byte " + at);
    }
  }

  private final FileChannel channel;
  private final long size;
  private final ByteBuffer window = ByteBuffer.allocate(1 << 13).limit(0);
  private long windowStart;

  /** Opens a file. */
  public ProtoReader(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    size = channel.size();
  }

  /** Of the file, in bytes. */
  public long size() {
    return size;
  }

  /** Reads one message from here to {@code end}. */
  public void message(long end, Message message) throws IOException {
    while (position() < end) {
      long tag = varint();
      if (tag >>> 3 == 0 || tag >>> 32 != 0) {
        throw new Malformed("a field without a number", position());
      }
      int field = (int) (tag >>> 3);
      switch ((int) (tag & 7)) {
        case 0 -> message.number(field, varint());
        case 1 -> seek(position() + Long.BYTES);
        case 2 -> {
          long length = varint();
          if (length < 0 || length > end - position()) {
            throw new Malformed("a field that is longer than what holds it", position());
          }
          long after = position() + length;
          message.bytes(field, after);
          seek(after);
        }
        case 5 -> {
          int bits = 0;
          for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bits |= (next() & 0xff) << shift;
          }
          message.fixed(field, bits);
        }
        default -> throw new Malformed("a field of an unknown kind", position());
      }
      if (position() > end) {
        throw new Malformed("a field that is longer than what holds it", position());
      }
    }
  }

  /** The text from here to {@code end}. */
  public String text(long end) throws IOException {
    long length = end - position();
    if (length > MAX_TEXT) {
      throw new Malformed("a name of " + length + " bytes", position());
    }
    byte[] bytes = new byte[(int) length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = next();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A copy of the bytes from here to {@code end}, little-endian; the place stays. */
  public ByteBuffer copy(long end) throws IOException {
    long start = position();
    long length = end - start;
    if (length > Integer.MAX_VALUE - 8) {
      throw new Malformed("a field of " + length + " bytes", start);
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, start + bytes.position()) < 0) {
        throw new Malformed("the end of the file", size);
      }
    }
    return bytes.flip();
  }

  /** A whole number from here on. */
  public long varint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte b = next();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new Malformed("a number without an end", position());
  }

  private byte next() throws IOException {
    if (!window.hasRemaining()) {
      windowStart = position();
      window.clear();
      int read = channel.read(window, windowStart);
      window.flip();
      if (read <= 0) {
        throw new Malformed("the end of the file", windowStart);
      }
    }
    return window.get();
  }

  /** Where in the file. */
  public long position() {
    return windowStart + window.position();
  }

  private void seek(long to) {
    if (to >= windowStart && to <= windowStart + window.limit()) {
      window.position((int) (to - windowStart));
    } else {
      windowStart = to;
      window.clear().limit(0);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
