package org.llmrec.recommender;

import java.io.IOException;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Role;
import org.llmrec.encode.TextEncoder;

/**
 * The encoder of queries and new items, opened at the first one: a service that never gets any
 * never loads the model. One that cannot be had is not an error; the answer says why. Thread-safe.
 */
final class QueryEncoder implements AutoCloseable {

  /** Opens the encoder. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens it.
     *
     * @throws Absent if there is none
     */
    TextEncoder open() throws Absent, IOException;
  }

  /** There is no encoder, and the message says why. */
  static final class Absent extends Exception {
    private static final long serialVersionUID = 1;

    Absent(String message) {
      super(message);
    }
  }

  private final Opener opener;
  private TextEncoder encoder;
  private String absence;

  QueryEncoder(Opener opener) {
    this.opener = opener;
  }

  /**
   * The vector of a text, {@code [Dtext]}.
   *
   * @throws Absent if there is no encoder
   * @throws CorruptFileException if the model is damaged
   */
  float[] encode(String text) throws Absent {
    return encoder().encode(List.of(text), Role.QUERY).vectors()[0];
  }

  /**
   * The vectors of items' texts, {@code [texts, Dtext]}.
   *
   * @throws Absent if there is no encoder
   * @throws CorruptFileException if the model is damaged
   */
  float[][] passages(List<String> texts) throws Absent {
    return encoder().encode(texts, Role.PASSAGE).vectors();
  }

  private synchronized TextEncoder encoder() throws Absent {
    if (encoder == null && absence == null) {
      try {
        encoder = opener.open();
      } catch (Absent e) {
        absence = e.getMessage();
      } catch (ConfigException | CorruptFileException e) {
        throw e;
      } catch (LlmrecException | LinkageError e) {
        // No ONNX Runtime on the class path, or none for this machine.
        absence = "the encoder cannot be loaded: " + e;
      } catch (IOException e) {
        absence = "the encoder cannot be read: " + e;
      }
    }
    if (encoder == null) {
      throw new Absent(absence);
    }
    return encoder;
  }

  @Override
  public synchronized void close() {
    if (encoder != null) {
      encoder.close();
    }
  }
}
