package org.llmrec.encode.djl;

import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.TextEncoderContract;
import org.llmrec.encode.TinyModel;

/**
 * A model with DJL's own translator keeps the contract: ONNX Runtime computes it, and PyTorch the
 * pooling.
 */
@Tag("djl")
class DjlZooContractTest extends TextEncoderContract {
  @TempDir static Path folder;
  private Path model;

  @Override
  protected TextEncoder open(String queryPrefix, String passagePrefix) throws Exception {
    if (model == null) {
      model = TinyModel.in(folder.resolve("tiny"), 5);
    }
    Criteria<String, float[]> criteria =
        Criteria.builder()
            .setTypes(String.class, float[].class)
            .optEngine("OnnxRuntime")
            .optModelPath(model)
            .optArgument("maxLength", "256")
            .optArgument("modelMaxLength", "256")
            .optArgument("includeTokenTypes", "true")
            .optTranslatorFactory(new TextEmbeddingTranslatorFactory())
            .build();
    ZooModel<String, float[]> zoo = criteria.loadModel();
    return DjlTextEncoder.owning(
        zoo,
        DjlOptions.ofFiles("tiny", zoo.getModelPath(), "mean 256")
            .withPrefixes(queryPrefix, passagePrefix)
            .withWorkers(2));
  }
}
