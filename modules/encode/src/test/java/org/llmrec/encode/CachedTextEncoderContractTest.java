package org.llmrec.encode;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.cache.CachedTextEncoder;
import org.llmrec.encode.cache.VectorCache;

/** An encoder with a cache over it is an encoder like any other. */
class CachedTextEncoderContractTest extends TextEncoderContract {
  @TempDir static Path folder;

  @Override
  protected TextEncoder open(String queryPrefix, String passagePrefix) throws Exception {
    Path model = folder.resolve(UUID.randomUUID().toString());
    TextEncoder encoder =
        OnnxTextEncoder.open(
            TinyModel.in(model, 5, queryPrefix, passagePrefix), new EncoderOptions(2, 1024));
    return CachedTextEncoder.over(encoder, VectorCache.in(folder.resolve("cache")));
  }
}
