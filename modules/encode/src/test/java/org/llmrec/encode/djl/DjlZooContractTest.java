package org.llmrec.encode.djl;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.LlmrecException;
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
    return pooling("mean", queryPrefix, passagePrefix);
  }

  private TextEncoder pooling(String pooling, String queryPrefix, String passagePrefix)
      throws Exception {
    if (model == null) {
      model = TinyModel.in(folder.resolve("tiny"), 5);
    }
    Criteria<String, float[]> criteria =
        Criteria.builder()
            .setTypes(String.class, float[].class)
            .optEngine("OnnxRuntime")
            .optModelPath(model)
            .optArgument("pooling", pooling)
            .optArgument("maxLength", "256")
            .optArgument("modelMaxLength", "256")
            .optArgument("includeTokenTypes", "true")
            .optTranslatorFactory(new TextEmbeddingTranslatorFactory())
            .build();
    ZooModel<String, float[]> zoo = criteria.loadModel();
    return DjlTextEncoder.owning(
        zoo,
        DjlOptions.ofFiles("tiny", zoo.getModelPath(), pooling + " 256")
            .withPrefixes(queryPrefix, passagePrefix)
            .withWorkers(2));
  }

  @Test
  void aPoolingThatFailsInCompanyDoesNotOpen() throws Exception {
    for (String sound : List.of("mean", "cls", "max")) {
      pooling(sound, "", "").close();
    }
    // DJL 0.36 reads the last piece's place as if there were one text.
    LlmrecException refusal =
        assertThrows(LlmrecException.class, () -> pooling("lasttoken", "", ""));
    assertTrue(refusal.getMessage().contains("fails on a batch of 2 texts"), refusal.getMessage());
  }
}
