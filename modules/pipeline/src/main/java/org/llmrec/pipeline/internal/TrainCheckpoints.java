package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.train.Checkpoints;

/**
 * Where an interrupted training of a workspace goes on: {@code checkpoints/<key>}, outside of the
 * folder that a killed build leaves behind. The key is that of all inputs and options, so another
 * training never meets it. Used under the workspace's write lock.
 */
public final class TrainCheckpoints {
  private static final String FOLDER = "checkpoints";

  /** Far more often than anybody minds to wait again, far less than writing would be felt. */
  private static final double SECONDS = 30;

  private TrainCheckpoints() {}

  /** Those of one training; what others left is deleted, for nobody comes back to it. */
  static Checkpoints of(Path workspace, Map<String, String> inputs, Map<String, String> options)
      throws IOException {
    String key =
        Hashes.sha256(Json.line(new TreeMap<>(inputs)) + Json.line(new TreeMap<>(options)));
    Path own = workspace.resolve(FOLDER).resolve(key.substring(0, 16));
    if (Files.isDirectory(own.getParent())) {
      try (Stream<Path> folders = Files.list(own.getParent())) {
        for (Path other : folders.filter(folder -> !folder.equals(own)).toList()) {
          AtomicFiles.deleteTree(other);
        }
      }
    }
    return new Checkpoints(own, 1, SECONDS);
  }

  /** After a training that has ended, or when nobody is to go on with one. */
  public static void delete(Path workspace) throws IOException {
    AtomicFiles.deleteTree(workspace.resolve(FOLDER));
  }
}
