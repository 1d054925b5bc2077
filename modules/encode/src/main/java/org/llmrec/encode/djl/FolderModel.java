package org.llmrec.encode.djl;

import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.internal.FolderTranslator;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.internal.OptOut;
import org.llmrec.encode.internal.Tokeniser;

/**
 * A model folder of ours that DJL computes.
 *
 * @param manifest what it is
 * @param model DJL's
 * @param tokeniser the folder's
 */
record FolderModel(EncoderManifest manifest, ZooModel<String, float[]> model, Tokeniser tokeniser)
    implements AutoCloseable {
  private static final String ENGINE = "OnnxRuntime";

  static FolderModel open(Path folder) throws IOException {
    ModelFolder verified = ModelFolder.open(folder);
    EncoderManifest manifest = verified.manifest();
    OptOut.during(FolderModel::startEngine);
    Tokeniser tokeniser =
        Tokeniser.open(verified.file(EncoderManifest.TOKENIZER), manifest.maxTokens());
    try {
      Criteria<String, float[]> criteria =
          Criteria.builder()
              .setTypes(String.class, float[].class)
              .optEngine(ENGINE)
              .optModelPath(verified.file(EncoderManifest.MODEL))
              .optOption("intraOpNumThreads", "1")
              .optOption("interOpNumThreads", "1")
              .optTranslator(new FolderTranslator(manifest, tokeniser))
              .build();
      return new FolderModel(manifest, criteria.loadModel(), tokeniser);
    } catch (ModelNotFoundException | MalformedModelException e) {
      tokeniser.close();
      throw new LlmrecException(
          EncoderCode.MODEL_FAILED, folder + ": DJL cannot load the model: " + e.getMessage(), e);
    } catch (IOException | RuntimeException | Error e) {
      tokeniser.close();
      throw e;
    }
  }

  private static Engine startEngine() {
    if (!Engine.hasEngine(ENGINE)) {
      throw new ConfigException(
          MachineCode.CLASS_PATH,
          "expected DJL's engine "
              + ENGINE
              + ", found "
              + Engine.getAllEngines()
              + "; put ai.djl.onnxruntime:onnxruntime-engine on the class path");
    }
    try {
      return Engine.getEngine(ENGINE);
    } catch (EngineException | LinkageError e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          MachineCode.NATIVE_MISSING,
          "DJL's engine "
              + ENGINE
              + " cannot start: "
              + why.getMessage()
              + "; it has to start before anything else in this process uses ONNX Runtime: call"
              + " Engine.getEngine(\""
              + ENGINE
              + "\") first",
          e);
    }
  }

  TextMeasure measure() {
    return text -> {
      Tokeniser.Pieces pieces = tokeniser.tokenise(text);
      return new TextMeasure.Length(pieces.ids().length, pieces.truncated());
    };
  }

  @Override
  public void close() {
    model.close();
    tokeniser.close();
  }
}
