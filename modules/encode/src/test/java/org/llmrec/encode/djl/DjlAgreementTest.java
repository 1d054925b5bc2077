package org.llmrec.encode.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.llmrec.encode.Encoded;
import org.llmrec.encode.Golden;
import org.llmrec.encode.TestModel;
import org.llmrec.encode.TextEncoder;

/** The real model has the same vectors on DJL as on our own engine and as in the reference. */
@Tag("djl")
class DjlAgreementTest {
  private static Encoded ours;

  @BeforeAll
  static void encode() throws Exception {
    DjlEngines.start();
    try (TextEncoder encoder = TestModel.open(2, 1024)) {
      ours = encoder.encode(Golden.texts());
    }
  }

  @Test
  void aModelFolder() throws Exception {
    try (TextEncoder encoder = DjlTextEncoder.open(TestModel.folder(), 2, 1024)) {
      assertEquals(TestModel.manifest(), encoder.manifest());
      Encoded theirs = encoder.encode(Golden.texts());
      agree(theirs);
      assertArrayEquals(ours.cut(), theirs.cut());
    }
  }

  /** As docs/encoders.md has it. */
  @Test
  void theTranslatorOfDjl() throws Exception {
    Path folder = TestModel.folder();
    Criteria<String, float[]> criteria =
        Criteria.builder()
            .setTypes(String.class, float[].class)
            .optModelPath(folder)
            .optEngine("OnnxRuntime")
            .optArgument("pooling", "mean")
            .optArgument("maxLength", "256")
            .optArgument("modelMaxLength", "256")
            .optArgument("includeTokenTypes", "true")
            .optTranslatorFactory(new TextEmbeddingTranslatorFactory())
            .build();
    try (ZooModel<String, float[]> model = criteria.loadModel();
        HuggingFaceTokenizer tokenizer =
            HuggingFaceTokenizer.newInstance(
                folder.resolve("tokenizer.json"),
                Map.of("maxLength", "256", "modelMaxLength", "256"));
        TextEncoder encoder =
            DjlTextEncoder.over(
                model,
                DjlOptions.ofFiles("all-minilm-l6-v2", folder, "mean, 256 pieces")
                    .withBatches(64, 1024, TextMeasure.pieces(tokenizer)))) {
      Encoded encoded = encoder.encode(Golden.texts());
      agree(encoded);
      assertArrayEquals(ours.cut(), encoded.cut());
    }
  }

  private static void agree(Encoded theirs) throws Exception {
    List<Golden> golden = Golden.all();
    for (int i = 0; i < golden.size(); i++) {
      String name = golden.get(i).name();
      double reference = golden.get(i).cosine(theirs.vectors()[i]);
      assertTrue(reference >= 0.99999, name + ": cosine " + reference);
      assertArrayEquals(ours.vectors()[i], theirs.vectors()[i], 1e-5f, name);
    }
  }
}
