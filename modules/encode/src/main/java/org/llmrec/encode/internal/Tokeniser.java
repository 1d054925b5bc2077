package org.llmrec.encode.internal;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;

/**
 * Texts to word pieces, by the tokenizer file's own rules but for two, which are ours: pieces
 * beyond the model's maximum are cut off, and nothing is padded. Tokenizer files carry settings for
 * both that were left there by whoever exported them, and quietly ruin vectors. Thread-safe.
 */
public final class Tokeniser implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;

  /**
   * One text.
   *
   * @param ids the pieces' numbers, the special ones at both ends included
   * @param truncated whether pieces were cut off
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  public record Pieces(long[] ids, boolean truncated) {}

  /**
   * Two texts as one.
   *
   * @param ids the pieces' numbers, the special ones included
   * @param types which of the two a piece is of, as long as {@code ids}
   * @param truncated whether pieces were cut off
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record PairPieces(long[] ids, long[] types, boolean truncated) {}

  private Tokeniser(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a verified {@code tokenizer.json}.
   *
   * @throws ConfigException if it is no tokenizer or does not take our settings
   * @throws LlmrecException if the native library cannot be loaded
   */
  public static Tokeniser open(Path file, int maxTokens) throws IOException {
    HuggingFaceTokenizer tokenizer;
    try {
      tokenizer = OptOut.during(() -> build(file, maxTokens));
    } catch (EngineException | LinkageError e) {
      throw new LlmrecException(
          MachineCode.NATIVE_MISSING,
          "the tokenizer's native library cannot be unpacked into "
              + Utils.getEngineCacheDir("tokenizers")
              + " and loaded: "
              + e.getMessage()
              + "; set ENGINE_CACHE_DIR to a writable folder",
          e);
    } catch (RuntimeException e) {
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          file + ": expected a tokenizer, found " + e.getMessage(),
          e);
    }
    if (tokenizer.getMaxLength() != maxTokens || !tokenizer.getPadding().equals("DO_NOT_PAD")) {
      String found = tokenizer.getMaxLength() + " pieces, padding " + tokenizer.getPadding();
      tokenizer.close();
      throw new ConfigException(
          EncoderCode.MODEL_UNSUPPORTED,
          file + ": expected " + maxTokens + " pieces and no padding, found " + found);
    }
    NativeHandles.opened();
    return new Tokeniser(tokenizer);
  }

  /** Cuts a text into its pieces. */
  public Pieces tokenise(String text) {
    Encoding encoding = tokenizer.encode(text, true, false);
    return new Pieces(encoding.getIds(), encoding.exceedMaxLength());
  }

  /** Of two texts that are too long together, the longer one loses its end first. */
  PairPieces tokenise(String first, String second) {
    Encoding encoding = tokenizer.encode(first, second, true, false);
    return new PairPieces(encoding.getIds(), encoding.getTypeIds(), encoding.exceedMaxLength());
  }

  @Override
  public void close() {
    tokenizer.close();
    NativeHandles.closed();
  }

  private static HuggingFaceTokenizer build(Path file, int maxTokens) throws IOException {
    // Its library takes 512 to be what every model stands, and cuts our limit down to that.
    return HuggingFaceTokenizer.builder(Map.of("modelMaxLength", String.valueOf(maxTokens)))
        .optTokenizerPath(file)
        .optAddSpecialTokens(true)
        .optPadding(false)
        .optTruncation(true)
        .optMaxLength(maxTokens)
        .build();
  }
}
