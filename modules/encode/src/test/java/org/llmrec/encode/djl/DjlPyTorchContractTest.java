package org.llmrec.encode.djl;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.llmrec.encode.TextEncoder;
import org.llmrec.encode.TextEncoderContract;

/** So does a model that was made in Java and runs on PyTorch: a text's characters, mixed. */
@Tag("djl")
class DjlPyTorchContractTest extends TextEncoderContract {
  private static final int CHARACTERS = 64;
  private static final int DIMS = 8;

  @Override
  protected TextEncoder open(String queryPrefix, String passagePrefix) {
    Linear mix = Linear.builder().setUnits(DIMS).optBias(false).build();
    mix.setInitializer(
        (manager, shape, type) -> manager.create(random((int) shape.size()), shape),
        Parameter.Type.WEIGHT);
    Model model = Model.newInstance("mix", Engine.getEngine("PyTorch").getEngineName());
    mix.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(1, CHARACTERS));
    model.setBlock(mix);
    return DjlTextEncoder.owning(
        new ZooModel<>(model, new Characters()),
        DjlOptions.of("mix", "1").withPrefixes(queryPrefix, passagePrefix).withWorkers(2));
  }

  private static float[] random(int n) {
    SplittableRandom random = new SplittableRandom(5);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Counts them. */
  private static final class Characters implements Translator<String, float[]> {
    @Override
    public NDList processInput(TranslatorContext context, String text) {
      float[] counts = new float[CHARACTERS];
      counts[0] = 1;
      text.chars().forEach(c -> counts[c % CHARACTERS]++);
      return new NDList(context.getNDManager().create(counts));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList output) {
      return output.head().toFloatArray();
    }

    @Override
    public Batchifier getBatchifier() {
      return Batchifier.STACK;
    }
  }
}
