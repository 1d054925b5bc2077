package org.llmrec.encode.djl;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.TextEncoderContract;
import org.llmrec.encode.TinyModel;

/** A model folder of ours on DJL's ONNX Runtime keeps the contract. */
@Tag("djl")
class DjlFolderContractTest extends TextEncoderContract {
  @TempDir static Path folder;

  @Override
  protected TextEncoder open(String queryPrefix, String passagePrefix) throws Exception {
    Path model = folder.resolve(UUID.randomUUID().toString());
    return DjlTextEncoder.open(TinyModel.in(model, 5, queryPrefix, passagePrefix), 2, 1024);
  }
}
