package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.StageEntry;

/**
 * A stage's whole output.
 *
 * @param folder where it lies
 * @param record what went in and came out
 */
public record StageOutput(Path folder, StageRecord record) {

  /** The path of one of its files. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** For the manifest of a generation. */
  StageEntry entry(Path workspace) throws IOException {
    String key = record.key().substring(0, 16);
    String path = StageEntry.folder(record.stage(), key);
    List<FileEntry> files = new ArrayList<>();
    files.add(FileEntry.of(workspace, workspace.resolve(path).resolve(StageRecord.FILE)));
    for (FileEntry file : record.outputs()) {
      files.add(new FileEntry(path + "/" + file.path(), file.size(), file.sha256()));
    }
    files.sort(Comparator.comparing(FileEntry::path));
    return new StageEntry(record.stage(), key, path, files);
  }
}
