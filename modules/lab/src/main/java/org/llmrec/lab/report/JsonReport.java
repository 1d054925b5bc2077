package org.llmrec.lab.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.lab.report.internal.ResultMapper;
import org.llmrec.lab.result.ExperimentResult;

/**
 * A whole result as JSON that can be read back: indented, fields in the order of the records, maps
 * by key, so that equal results give equal bytes. NaN, which JSON does not have, is written as
 * {@code null} and read back as NaN; infinity is refused.
 */
public final class JsonReport {
  private static final JsonMapper MAPPER = ResultMapper.create();
  private static final String ADVICE = "restore the file or run the experiment again";

  private JsonReport() {}

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IllegalArgumentException if a number is infinite
   * @throws IOException if it cannot be written
   */
  public static void write(ExperimentResult result, Path file) throws IOException {
    String text;
    try {
      text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the result of " + result.name() + " cannot be written: " + e.getOriginalMessage(), e);
    }
    AtomicFiles.writeString(file, text + "\n");
  }

  /**
   * Reads what {@link #write} wrote. Every field must be there.
   *
   * @throws CorruptFileException if the file is not such JSON
   * @throws IOException if it cannot be read at all
   */
  public static ExperimentResult read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String found = "null";
    try {
      ExperimentResult result = MAPPER.readValue(bytes, ExperimentResult.class);
      if (result != null) {
        return result;
      }
    } catch (JsonProcessingException e) {
      found = e.getOriginalMessage();
    }
    throw new CorruptFileException(
        FileCode.CACHE_DAMAGED, file, "JSON of an experiment's result", found, ADVICE);
  }
}
