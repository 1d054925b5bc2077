package org.llmrec.encode.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Blocks;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.util.List;
import java.util.function.Function;

/** A model of DJL whose vectors are whatever a function of the batch says. */
final class FunctionModel {
  private FunctionModel() {}

  static ZooModel<String, float[]> of(Function<List<String>, List<float[]>> vectors) {
    Model model = Model.newInstance("function", "PyTorch");
    model.setBlock(Blocks.identityBlock());
    return new ZooModel<>(model, new Answering(vectors));
  }

  private record Answering(Function<List<String>, List<float[]>> vectors)
      implements Translator<String, float[]> {
    @Override
    public NDList batchProcessInput(TranslatorContext context, List<String> texts) {
      context.setAttachment("vectors", vectors.apply(texts));
      return new NDList(context.getNDManager().create(0f));
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<float[]> batchProcessOutput(TranslatorContext context, NDList output) {
      return (List<float[]>) context.getAttachment("vectors");
    }

    @Override
    public NDList processInput(TranslatorContext context, String text) {
      return batchProcessInput(context, List.of(text));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList output) {
      return batchProcessOutput(context, output).get(0);
    }

    @Override
    public Batchifier getBatchifier() {
      return Batchifier.STACK;
    }
  }
}
