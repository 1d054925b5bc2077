package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;

/**
 * A stage whose inputs are all there.
 *
 * @param stage what to run
 * @param key what identifies its output
 * @param paths where its inputs lie, by name
 * @param looks what its external inputs looked like when they were hashed, by path
 * @param sources the outputs of earlier stages that it reads
 */
record KeyedStage(
    Stage stage,
    StageKey key,
    Map<String, Path> paths,
    Map<Path, FileHashCache.Look> looks,
    Set<StageOutput> sources) {

  static KeyedStage of(Stage stage, Outputs outputs, FileHashCache cache) throws IOException {
    Map<String, String> hashes = new LinkedHashMap<>();
    Map<String, Path> paths = new LinkedHashMap<>();
    Map<Path, FileHashCache.Look> looks = new LinkedHashMap<>();
    Set<StageOutput> sources = new LinkedHashSet<>();
    for (StageInput input : stage.inputs()) {
      switch (input) {
        case StageInput.External external -> {
          FileHashCache.Hashed hashed = cache.hash(external.file());
          hashes.put(external.name(), hashed.sha256());
          paths.put(external.name(), external.file());
          looks.put(external.file(), hashed.look());
        }
        case StageInput.Fingerprint fingerprint -> {
          hashes.put(fingerprint.name(), fingerprint.sha256());
          paths.put(fingerprint.name(), fingerprint.path());
        }
        case StageInput.Output output -> {
          hashes.put(output.name(), outputs.sha256(output));
          paths.put(output.name(), outputs.get(output.stage()).file(output.file()));
          sources.add(outputs.get(output.stage()));
        }
      }
    }
    return new KeyedStage(stage, StageKey.of(stage, hashes), paths, looks, sources);
  }

  /**
   * The output would be filed under what the files were, not what they are.
   *
   * @throws LlmrecException if an external input changed since it was hashed
   */
  void checkInputsStill() throws IOException {
    for (Map.Entry<Path, FileHashCache.Look> look : looks.entrySet()) {
      boolean same;
      try {
        same = FileHashCache.Look.at(look.getKey()).equals(look.getValue());
      } catch (NoSuchFileException e) {
        same = false;
      }
      if (!same) {
        throw new LlmrecException(
            WorkspaceCode.INPUT_CHANGED,
            look.getKey() + " changed while it was read; build again when nobody writes to it");
      }
    }
  }
}
