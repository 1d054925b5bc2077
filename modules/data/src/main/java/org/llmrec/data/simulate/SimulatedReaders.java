package org.llmrec.data.simulate;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.llmrec.core.Item;
import org.llmrec.core.io.AtomicFiles;

/** Writes simulated readers as the rating file they would have left. */
public final class SimulatedReaders {
  private SimulatedReaders() {}

  /**
   * Writes CSV with the columns {@code user,item,rating,timestamp}, whole or not at all.
   *
   * @param file the file to write or replace
   * @param catalogue what there is to read
   * @param options how many readers and from which seed
   */
  public static void write(Path file, List<Item> catalogue, SimulatorOptions options)
      throws IOException {
    ReaderSimulator simulator = new ReaderSimulator(catalogue, options);
    AtomicFiles.write(
        file,
        out -> {
          Writer csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          csv.write("user,item,rating,timestamp\n");
          try {
            simulator.simulate(
                x -> {
                  try {
                    csv.write(
                        x.user()
                            + ","
                            + quoted(x.item())
                            + ","
                            + (long) x.value()
                            + ","
                            + x.timestamp()
                            + "\n");
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
          } catch (UncheckedIOException e) {
            throw e.getCause();
          }
          csv.flush();
        });
  }

  private static String quoted(String id) {
    return id.matches("[^\",\r\n]*") ? id : '"' + id.replace("\"", "\"\"") + '"';
  }
}
