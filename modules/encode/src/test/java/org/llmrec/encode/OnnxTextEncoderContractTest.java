package org.llmrec.encode;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

/** Our own engine keeps the contract. */
class OnnxTextEncoderContractTest extends TextEncoderContract {
  @TempDir static Path folder;

  @Override
  protected TextEncoder open(String queryPrefix, String passagePrefix) throws Exception {
    Path model = folder.resolve(UUID.randomUUID().toString());
    return OnnxTextEncoder.open(
        TinyModel.in(model, 5, queryPrefix, passagePrefix), new EncoderOptions(2, 1024));
  }
}
