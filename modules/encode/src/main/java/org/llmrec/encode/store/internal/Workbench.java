package org.llmrec.encode.store.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderModels;
import org.llmrec.encode.internal.ModelFolder;
import org.llmrec.encode.pair.ScorerManifest;
import org.llmrec.encode.store.ModelStore;

/**
 * Where one model is put together before it takes its place in the store: {@code .work/NAME} there,
 * so that the last step is a rename. One process at a time; parts of a download outlive it.
 */
public final class Workbench implements AutoCloseable {
  private final Path work;
  private final Path place;
  private final FolderLock lock;

  private Workbench(Path work, Path place, FolderLock lock) {
    this.work = work;
    this.place = place;
    this.lock = lock;
  }

  /**
   * Clears a place to work.
   *
   * @throws ConfigException if it cannot be a model's name, or another process is at the same model
   */
  public static Workbench open(ModelStore store, String name) throws IOException {
    Path place = store.place(name);
    Path work = store.folder().resolve(".work").resolve(name);
    Files.createDirectories(work);
    FolderLock lock =
        FolderLock.acquire(
            work,
            "adding a model",
            holder ->
                new ConfigException(
                    WorkspaceCode.FOLDER_IN_USE,
                    "the model " + name + " is being put here by " + holder));
    Workbench bench = new Workbench(work, place, lock);
    // What a process left that was killed.
    AtomicFiles.deleteTree(bench.staged());
    Files.createDirectories(bench.staged());
    return bench;
  }

  /** An empty folder for the finished files. */
  public Path staged() {
    return work.resolve("staged");
  }

  /** Where a download grows; what an earlier process left of it is still there. */
  public Path part(String file) {
    return work.resolve(file.replace('/', '!') + ".part");
  }

  /**
   * Writes the manifest beside the staged files: for a known model the one we have, byte for byte,
   * so that it makes no difference which way the model came.
   */
  public void describe(EncoderManifest manifest) throws IOException {
    Path file = staged().resolve(EncoderManifest.FILE_NAME);
    if (EncoderModels.names().contains(manifest.name())) {
      String resource = "models/" + manifest.name() + ".json";
      try (InputStream in = EncoderModels.class.getResourceAsStream(resource)) {
        Files.copy(in, file);
      }
    } else {
      Json.write(file, manifest);
    }
  }

  /** Verifies what is staged and moves it to its place; a model that is there is replaced. */
  public void place() throws IOException {
    ModelFolder.open(staged());
    move();
  }

  /** The same of a pair scorer. */
  public void placeScorer(ScorerManifest manifest) throws IOException {
    ModelFolder.verify(staged(), manifest.files());
    move();
  }

  private void move() throws IOException {
    AtomicFiles.forceTree(staged());
    Path old = work.resolve("old");
    AtomicFiles.deleteTree(old);
    if (Files.exists(place)) {
      AtomicFiles.move(place, old);
    }
    AtomicFiles.move(staged(), place);
    AtomicFiles.deleteTree(old);
  }

  /** Leaves parts of downloads, and nothing else. */
  @Override
  public void close() throws IOException {
    AtomicFiles.deleteTree(staged());
    lock.close();
  }
}
