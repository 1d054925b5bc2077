package org.llmrec.data.packed;

import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Rows;

/** Opens files in a process of its own and prints what is said of them. */
final class WithoutLibraries {
  private WithoutLibraries() {}

  public static void main(String[] files) throws Exception {
    StringBuilder said = new StringBuilder();
    for (String file : files) {
      try (Rows rows = Rows.open(Path.of(file), Format.AUTO, Rejects.counting())) {
        said.append("opened ").append(rows.header().orElseThrow()).append('\n');
      } catch (ConfigException e) {
        said.append(e.getMessage()).append('\n');
      }
    }
    Files.writeString(Path.of(files[0] + ".said"), said);
  }
}
