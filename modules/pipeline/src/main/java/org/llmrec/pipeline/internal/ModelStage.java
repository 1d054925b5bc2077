package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.llmrec.core.Progress;
import org.llmrec.core.error.Causes;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.graph.GraphFusion;
import org.llmrec.encode.store.ModelStore;
import org.llmrec.pipeline.build.Stage;
import org.llmrec.pipeline.build.StageContext;
import org.llmrec.pipeline.build.StageInput;
import org.llmrec.pipeline.config.EncoderConfig;

/** The encoder's files into the workspace, so that a generation has all that it takes to serve. */
final class ModelStage {
  private ModelStage() {}

  static Stage of(EncoderConfig config) {
    return config.folder().isPresent()
        ? new Own(config.folder().get(), config.fuse())
        : new Named(config.model(), config.fuse());
  }

  private static String label(boolean fuse) {
    // What makes another graph makes the stage run again.
    return fuse ? "format " + GraphFusion.FORMAT : "no";
  }

  /**
   * A graph that cannot be fused is no fault: the model is computed as it is, and a note says why.
   */
  private static void fuseIn(StageContext context) throws IOException {
    try (Progress.Task task = context.progress().start("fuse the encoder's graph", 1, "graphs")) {
      GraphFusion.Outcome outcome =
          GraphFusion.fuse(context.folder(), Optional.of(GraphFusion.cacheOfUser()));
      outcome.refused().ifPresent(why -> task.note("the encoder's graph stays as it is: " + why));
      context.count("attentions fused", outcome.attentions());
      task.advance(1);
    }
  }

  /** A known model: from the class path, or else from the store; the same bytes either way. */
  private record Named(String model, boolean fuse) implements Stage {
    @Override
    public String name() {
      return StandardPlan.MODEL;
    }

    @Override
    public int format() {
      return 1;
    }

    @Override
    public List<StageInput> inputs() {
      return List.of();
    }

    @Override
    public Map<String, String> options() {
      return Map.of(
          "encoder.model",
          model,
          "encoder.sha256",
          EncoderModels.manifest(model).sha256(),
          "encoder.fuse",
          label(fuse));
    }

    @Override
    public void run(StageContext context) throws IOException {
      // Into a folder of its own first: the copy makes its folder anew, for this user alone.
      Path copy = context.folder().resolve("copy");
      ModelStore.standard().provide(model, copy);
      try (Stream<Path> files = Files.list(copy)) {
        for (Path file : files.toList()) {
          Files.move(file, context.folder().resolve(file.getFileName()));
        }
      }
      Files.delete(copy);
      if (fuse) {
        fuseIn(context);
      }
    }
  }

  /** A model folder of the user's, or of the store. What is in it is verified when it is opened. */
  private record Own(Path folder, boolean fuse) implements Stage {
    @Override
    public String name() {
      return StandardPlan.MODEL;
    }

    @Override
    public int format() {
      return 1;
    }

    @Override
    public List<StageInput> inputs() {
      List<StageInput> inputs = new ArrayList<>();
      Path manifest = folder.resolve(EncoderManifest.FILE_NAME);
      inputs.add(new StageInput.External(EncoderManifest.FILE_NAME, manifest));
      if (!Files.isRegularFile(manifest)) {
        // The machinery says that it is not there.
        return inputs;
      }
      try {
        // The manifest admits plain names only, so none leads out of the folder.
        for (String file :
            new TreeSet<>(Json.read(manifest, EncoderManifest.class).files().keySet())) {
          inputs.add(new StageInput.External(file, folder.resolve(file)));
        }
      } catch (IOException e) {
        throw new ConfigException(Causes.code(e), manifest + ": cannot read: " + e.getMessage(), e);
      }
      return inputs;
    }

    @Override
    public Map<String, String> options() {
      return Map.of("encoder.fuse", label(fuse));
    }

    @Override
    public void run(StageContext context) throws IOException {
      for (StageInput input : inputs()) {
        Path copy = context.folder().resolve(input.name());
        Files.createDirectories(copy.getParent());
        Files.copy(context.input(input.name()), copy);
      }
      if (fuse) {
        fuseIn(context);
      }
    }
  }
}
