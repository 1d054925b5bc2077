package org.llmrec.encode.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.translator.TextEmbeddingTranslatorFactory;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.nio.file.Files;
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

  @Test
  void theTranslatorOfDjl() throws Exception {
    Path folder = TestModel.folder();
    // What is between the marks is in docs/encoders.md, word by word.
    // begin
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
        TextEncoder encoder =
            DjlTextEncoder.over(
                model, DjlOptions.ofFiles("my-encoder", folder, "mean, 256 pieces"))) {
      float[][] vectors = encoder.encode(List.of("a whale", "a robot")).vectors();
      // end
      assertEquals(2, vectors.length);
      Encoded encoded = encoder.encode(Golden.texts());
      agree(encoded);
      assertEquals(0, encoded.truncated());
      countsCutTexts(model);
    }
  }

  private static void countsCutTexts(ZooModel<String, float[]> model) throws Exception {
    Path file = TestModel.folder().resolve("tokenizer.json");
    Map<String, String> limits = Map.of("maxLength", "256", "modelMaxLength", "256");
    DjlOptions options = DjlOptions.of("my-encoder", "1");
    try (HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(file, limits);
        TextEncoder encoder =
            DjlTextEncoder.over(
                model, options.withBatches(64, 1024, TextMeasure.pieces(tokenizer)))) {
      Encoded encoded = encoder.encode(Golden.texts());
      agree(encoded);
      assertArrayEquals(ours.cut(), encoded.cut());
    }
  }

  @Test
  void theDocumentsHaveTheCodeThatRuns() throws Exception {
    String root = System.getProperty("llmrec.root");
    String page = Files.readString(Path.of(root, "docs/encoders.md"));
    String section = page.substring(page.indexOf("## Another engine: DJL"));
    String shown = section.substring(section.indexOf("```java") + 7);
    String source =
        Files.readString(
            Path.of(root, "modules/encode/src/test/java")
                .resolve(DjlAgreementTest.class.getName().replace('.', '/') + ".java"));
    String runs = source.substring(source.indexOf("// begin") + 8, source.indexOf("// end"));
    assertEquals(words(runs) + " }", words(shown.substring(0, shown.indexOf("```"))));
  }

  private static String words(String code) {
    return code.strip().replaceAll("\\s+", " ");
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
