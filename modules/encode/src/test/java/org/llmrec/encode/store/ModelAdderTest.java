package org.llmrec.encode.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.OnnxBytes;
import org.llmrec.encode.OnnxTextEncoder;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.TestModel;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.internal.ModelFolder;

/** A folder as Hugging Face has them becomes a model of ours, or is refused with the reason. */
class ModelAdderTest {
  @TempDir Path temporary;
  private ModelStore store;
  private Path export;

  /** The real model, arranged as sentence-transformers arranges it. */
  @BeforeEach
  void makeExport() throws IOException {
    store = new ModelStore(temporary.resolve("store"));
    export = Files.createDirectories(temporary.resolve("My-Model"));
    Files.createDirectory(export.resolve("onnx"));
    link(EncoderManifest.MODEL, "onnx/model.onnx");
    link(EncoderManifest.TOKENIZER, "tokenizer.json");
    side("config.json", "{'hidden_size': 384, 'max_position_embeddings': 512}");
    side("sentence_bert_config.json", "{'max_seq_length': 256, 'do_lower_case': false}");
    side("tokenizer_config.json", "{'model_max_length': 1000000000000000019884624838656}");
    side("config_sentence_transformers.json", "{'prompts': {'query': 'ask: ', 'document': ''}}");
    side(
        "modules.json",
        "[{'type': 'sentence_transformers.models.Transformer', 'path': ''},"
            + " {'type': 'sentence_transformers.models.Pooling', 'path': '1_Pooling'},"
            + " {'type': 'sentence_transformers.models.Normalize', 'path': '2_Normalize'}]");
    pooling("'pooling_mode_cls_token': false, 'pooling_mode_mean_tokens': true");
  }

  @Test
  void whatTheFilesSayIsTakenAndSaidWhereFrom() throws IOException {
    Added added = new ModelAdder(store).add(export, ModelFacts.none(), false);
    EncoderManifest manifest = added.manifest();
    assertEquals("my-model", manifest.name());
    assertEquals(256, manifest.maxTokens());
    assertEquals(Pooling.MEAN, manifest.pooling());
    assertTrue(manifest.normalise());
    assertEquals("ask: ", manifest.queryPrefix());
    assertEquals(TestModel.manifest().files(), manifest.files());
    assertTrue(
        added.facts().contains(new Inspection.Fact("pooling", "mean", "1_Pooling/config.json")),
        added.facts()::toString);
    assertTrue(
        added.facts().contains(new Inspection.Fact("width", "384", "onnx/model.onnx")),
        added.facts()::toString);
    assertEquals(List.of("my-model"), store.names());
    assertTrue(ModelCheck.folder(store.find("my-model").orElseThrow()).sound());

    List<String> texts = List.of("a lighthouse", "a bakery");
    try (TextEncoder own = OnnxTextEncoder.open(added.folder(), new EncoderOptions(1, 1024));
        TextEncoder real = TestModel.open(1, 1024)) {
      assertArrayEquals(real.encode(texts).vectors(), own.encode(texts).vectors());
    }

    assertTrue(new ModelAdder(store).add(export, ModelFacts.none(), false).before());
    pooling("'pooling_mode_cls_token': true");
    refused("say --replace", ModelFacts.none());
    Added replaced = new ModelAdder(store).add(export, ModelFacts.none(), true);
    assertEquals(Pooling.CLS, replaced.manifest().pooling());
    assertFalse(replaced.before());
    assertEquals(List.of("my-model"), store.names());
  }

  @Test
  void whatIsGivenGoesBefore() throws IOException {
    ModelFacts given =
        new ModelFacts(
            Optional.of("mine"),
            Optional.of(Pooling.MAX),
            Optional.of(false),
            OptionalInt.of(64),
            Optional.of("q: "),
            Optional.of("p: "),
            Optional.of("MIT"),
            Optional.empty());
    Inspection found = Inspection.of(export, given);
    assertEquals("mine", found.name());
    assertEquals(Pooling.MAX, found.pooling());
    assertFalse(found.normalise());
    assertEquals(64, found.maxTokens());
    assertEquals("q: ", found.queryPrefix());
    assertEquals("p: ", found.passagePrefix());
    assertEquals("MIT", found.licence());
  }

  @Test
  void whatIsMissingOrContradictsIsNamed() throws IOException {
    Files.delete(export.resolve("1_Pooling/config.json"));
    refused("pooling in one of [--pooling, 1_Pooling/config.json]", ModelFacts.none());
    pooling("'pooling_mode_weightedmean_tokens': true");
    refused("found [pooling_mode_weightedmean_tokens]", ModelFacts.none());
    pooling("'pooling_mode_mean_tokens': true");
    Files.delete(export.resolve("sentence_bert_config.json"));
    refused("max tokens in one of [--max-tokens, ", ModelFacts.none());
    side("sentence_bert_config.json", "{'max_seq_length': 256}");
    side("config.json", "{'hidden_size': 768}");
    refused("the two are of different models", ModelFacts.none());
    side("config.json", "{'hidden_size': 384}");
    side("modules.json", "[{'type': 'sentence_transformers.models.Dense', 'path': '3_Dense'}]");
    refused("sentence_transformers.models.Dense", ModelFacts.none());
    side("modules.json", "[{'type': 'sentence_transformers.models.Pooling', 'path': '../..'}]");
    refused("expected a plain path", ModelFacts.none());
    Files.copy(export.resolve("tokenizer.json"), export.resolve("a.onnx"));
    Files.copy(export.resolve("tokenizer.json"), export.resolve("b.onnx"));
    refused("found [a.onnx, b.onnx]; choose one, such as --onnx a.onnx", ModelFacts.none());
    assertEquals(List.of(), store.names());
  }

  @Test
  void oneOfSeveralModelsCanBeChosen() throws IOException {
    Files.move(export.resolve("onnx/model.onnx"), export.resolve("onnx/model_fp32.onnx"));
    Files.writeString(export.resolve("onnx/model_broken.onnx"), "no model");
    refused("such as --onnx onnx/model_broken.onnx", ModelFacts.none());
    ModelFacts chosen = ModelFacts.none().withOnnx("onnx/model_fp32.onnx");
    Added added = new ModelAdder(store).add(export, chosen, false);
    assertEquals(TestModel.manifest().files(), added.manifest().files());
    assertTrue(
        added.facts().contains(new Inspection.Fact("width", "384", "onnx/model_fp32.onnx")),
        added.facts()::toString);
    // What is chosen goes before what would be found.
    link(EncoderManifest.MODEL, "model.onnx");
    refused("", ModelFacts.none().withOnnx("onnx/model_broken.onnx"));
    for (String no : List.of("onnx/absent.onnx", "onnx", "../model.onnx", "")) {
      refused("expected --onnx to name a file in it", ModelFacts.none().withOnnx(no));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sentence_bert_config.json", "tokenizer_config.json"})
  void capitalsThatTheModelDoesNotKnowAreRefused(String file) throws IOException {
    String lowers = "{'max_seq_length': 256, 'do_lower_case': true}";
    side(file, lowers);
    Inspection.of(export, ModelFacts.none());
    String sequence = "{'type': 'Sequence', 'normalizers': [{'type': 'NFC'}, %s]}";
    for (String keeps :
        List.of(
            "null",
            "{'type': 'NFC'}",
            "{'type': 'BertNormalizer', 'lowercase': false}",
            sequence.formatted("{'type': 'Replace'}"))) {
      tokenizer(keeps);
      refused("as " + file + " says do_lower_case, found one that keeps", ModelFacts.none());
    }
    for (String makesLower :
        List.of(
            "{'type': 'Lowercase'}",
            "{'type': 'BertNormalizer', 'lowercase': true}",
            "{'type': 'Precompiled', 'precompiled_charsmap': 'AAAA'}",
            sequence.formatted("{'type': 'Lowercase'}"))) {
      tokenizer(makesLower);
      Inspection.of(export, ModelFacts.none());
    }
    tokenizer("null");
    side(file, lowers.replace("true", "false"));
    Inspection.of(export, ModelFacts.none());
  }

  private void tokenizer(String normalizer) throws IOException {
    Files.delete(export.resolve(EncoderManifest.TOKENIZER));
    side(EncoderManifest.TOKENIZER, "{'normalizer': " + normalizer + "}");
  }

  @Test
  void aKnownNameIsForTheKnownFiles() throws IOException {
    ModelFacts known = ModelFacts.none().named(TestModel.NAME);
    Files.delete(export.resolve("tokenizer.json"));
    Files.writeString(export.resolve("tokenizer.json"), "{}");
    refused("is a model that we know", known);
    Files.delete(export.resolve("tokenizer.json"));
    link(EncoderManifest.TOKENIZER, "tokenizer.json");
    Added added = new ModelAdder(store).add(export, known, false);
    assertEquals(TestModel.manifest(), added.manifest());
    assertEquals(
        -1,
        Files.mismatch(
            TestModel.folder().resolve(EncoderManifest.FILE_NAME),
            added.folder().resolve(EncoderManifest.FILE_NAME)));

    // What a build takes from here is what it would take from the class path.
    Path copy = temporary.resolve("build/copy");
    ModelStore.copy(TestModel.manifest(), added.folder(), copy);
    assertEquals(TestModel.manifest(), ModelFolder.open(copy).manifest());
    Files.writeString(added.folder().resolve("tokenizer.json"), "{}");
    assertThrows(
        CorruptFileException.class,
        () -> ModelStore.copy(TestModel.manifest(), added.folder(), temporary.resolve("other")));
  }

  @Test
  void aLimitThatTheModelDoesNotStandShowsAtOnce() throws IOException {
    side("sentence_bert_config.json", "{'max_seq_length': 600}");
    refused("fails on a text of 600 word pieces", ModelFacts.none());
    assertEquals(List.of(), store.names());
    assertFalse(Files.exists(store.folder().resolve("my-model")));
  }

  @Test
  void aModelThatReachesOutIsRefusedBeforeItIsCopied() throws IOException {
    Files.writeString(temporary.resolve("secret"), "16 bytes of text");
    Files.delete(export.resolve("onnx/model.onnx"));
    Files.write(export.resolve("onnx/model.onnx"), OnnxBytes.loading("../../secret"));
    refused("a plain relative path", ModelFacts.none());
    Files.write(export.resolve("onnx/model.onnx"), OnnxBytes.loading("tokenizer.json"));
    refused("a name that we need ourselves", ModelFacts.none());
  }

  @Test
  void theFolderIsFoundAsThePlatformSays() {
    assertEquals(
        Path.of("a"), ModelStore.standard(p -> "a", v -> "b").folder(), "property before variable");
    assertEquals(
        Path.of("b"),
        ModelStore.standard(p -> null, v -> v.equals("LLMREC_MODELS") ? "b" : null).folder());
    assertEquals(
        Path.of("/c/llmrec/models"),
        ModelStore.standard(p -> null, v -> v.equals("XDG_CACHE_HOME") ? "/c" : null).folder());
    assertEquals(
        Path.of("/home/u/.cache/llmrec/models"),
        ModelStore.standard(
                p -> p.equals("user.home") ? "/home/u" : null,
                v -> v.equals("XDG_CACHE_HOME") ? "relative" : null)
            .folder());
  }

  private void refused(String why, ModelFacts given) {
    ConfigException refusal =
        assertThrows(ConfigException.class, () -> new ModelAdder(store).add(export, given, false));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }

  private void link(String file, String as) throws IOException {
    Files.createSymbolicLink(export.resolve(as), TestModel.folder().resolve(file).toAbsolutePath());
  }

  private void side(String file, String json) throws IOException {
    Files.createDirectories(export.resolve(file).getParent());
    Files.writeString(export.resolve(file), json.replace('\'', '"'));
  }

  private void pooling(String fields) throws IOException {
    side("1_Pooling/config.json", "{'word_embedding_dimension': 384, " + fields + "}");
  }
}
