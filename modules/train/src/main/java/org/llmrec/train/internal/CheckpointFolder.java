package org.llmrec.train.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.train.Checkpoints;

/**
 * The checkpoint of one training: first a new file of tensors, then, in one step, the manifest that
 * points to it, then the old file goes. Whenever the process dies, the manifest and the file that
 * it names are whole. Confined to one thread; holds the folder's lock until closed.
 */
final class CheckpointFolder implements AutoCloseable, Learner.Saving {
  static final String MANIFEST = "checkpoint.json";
  private static final String STATES = "state-*.safetensors";

  private final Checkpoints how;
  private final TrainingIdentity identity;
  private final FolderLock lock;
  private int savedEpoch;
  private long savedAt = System.nanoTime();

  private CheckpointFolder(Checkpoints how, TrainingIdentity identity, FolderLock lock) {
    this.how = how;
    this.identity = identity;
    this.lock = lock;
  }

  static CheckpointFolder open(Checkpoints how, TrainingIdentity identity) throws IOException {
    Files.createDirectories(how.folder());
    FolderLock lock =
        FolderLock.acquire(
            how.folder(),
            "training",
            holder ->
                new ConfigException(
                    WorkspaceCode.FOLDER_IN_USE,
                    "expected the checkpoint folder "
                        + how.folder()
                        + " to be free, found "
                        + holder
                        + " training with it; wait, or name another folder"));
    return new CheckpointFolder(how, identity, lock);
  }

  /**
   * What was saved last, if anything was.
   *
   * @throws CorruptFileException if it is damaged; it can be written over
   * @throws ConfigException if it is another training's, or further than these options go
   */
  Optional<LearnerState> read(StoppingRule rule) throws IOException {
    Path file = how.folder().resolve(MANIFEST);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    CheckpointManifest manifest = Json.read(file, CheckpointManifest.class);
    String checksum = manifest.computeChecksum();
    if (!checksum.equals(manifest.checksum())) {
      throw new CorruptFileException(
          FileCode.CHECKPOINT_DAMAGED,
          file,
          "the checksum " + manifest.checksum(),
          checksum,
          StateTensors.ADVICE);
    }
    requireOurs(manifest);
    requireWithin(manifest, rule);
    if (!manifest.file().matches("state-[0-9]+\\.safetensors")) {
      throw new CorruptFileException(
          FileCode.CHECKPOINT_DAMAGED,
          file,
          "the name of a file beside it",
          manifest.file(),
          StateTensors.ADVICE);
    }
    Path tensors = how.folder().resolve(manifest.file());
    String sha256 = Files.isRegularFile(tensors) ? Hashes.sha256(tensors) : "no file";
    if (!sha256.equals(manifest.sha256())) {
      throw new CorruptFileException(
          FileCode.CHECKPOINT_DAMAGED,
          tensors,
          "the SHA-256 " + manifest.sha256(),
          sha256,
          StateTensors.ADVICE);
    }
    LearnerState state = StateTensors.read(tensors, manifest);
    savedEpoch = state.epochs().size();
    return Optional.of(state);
  }

  private void requireOurs(CheckpointManifest manifest) {
    List<String> differences = identity.differences(manifest);
    if (!differences.isEmpty()) {
      throw new ConfigException(
          TrainingCode.CHECKPOINT_MISMATCH,
          "expected a checkpoint of this training in "
              + how.folder()
              + ", found one with "
              + String.join(", ", differences)
              + "; train with what it was made with, name another folder, or delete it");
    }
  }

  private void requireWithin(CheckpointManifest manifest, StoppingRule rule) {
    if (!rule.reaches(manifest.epochs())) {
      throw new ConfigException(
          TrainingCode.CHECKPOINT_MISMATCH,
          "expected a checkpoint that a training of at most "
              + rule.most()
              + " epochs and patience "
              + rule.patience()
              + " comes by in "
              + how.folder()
              + ", found one after epoch "
              + manifest.epochs().size()
              + "; allow more epochs, name another folder, or delete it");
    }
  }

  @Override
  public void ended(Learner learner, boolean last) throws IOException {
    int epoch = learner.epochs();
    double seconds = (System.nanoTime() - savedAt) / 1e9;
    boolean due = epoch - savedEpoch >= how.everyEpochs() && seconds >= how.everySeconds();
    if (last || due) {
      save(learner.state());
      savedEpoch = epoch;
      savedAt = System.nanoTime();
    }
  }

  private void save(LearnerState state) throws IOException {
    String name = "state-" + state.epochs().size() + ".safetensors";
    Path file = how.folder().resolve(name);
    StateTensors.write(file, state);
    Json.write(
        how.folder().resolve(MANIFEST),
        CheckpointManifest.of(identity, name, Hashes.sha256(file), state));
    deleteStates(how.folder(), name);
  }

  /** Deletes the checkpoint in a folder, and nothing else that is there. */
  static void delete(Path folder) throws IOException {
    // The manifest first: what it names has to be there as long as it is.
    Files.deleteIfExists(folder.resolve(MANIFEST));
    deleteStates(folder, "");
  }

  private static void deleteStates(Path folder, String but) throws IOException {
    for (String names : List.of(STATES, "." + STATES + ".tmp")) {
      try (DirectoryStream<Path> states = Files.newDirectoryStream(folder, names)) {
        for (Path state : states) {
          if (!state.getFileName().toString().equals(but)) {
            Files.deleteIfExists(state);
          }
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
