package org.llmrec.lab.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.lab.report.internal.MarkdownBlock;
import org.llmrec.lab.report.internal.Markers;
import org.llmrec.lab.result.ExperimentResult;

/**
 * Keeps a Markdown document, written by people, in step with the experiments that its tables come
 * from: what stands between {@code <!-- experiment NAME -->} and {@code <!-- /experiment -->} is
 * generated, all else is left as it is, byte for byte.
 */
public final class ResultsDocument {
  private ResultsDocument() {}

  /**
   * Generates the block of this experiment anew, or appends it under a heading of its own where the
   * document has none. The same result twice gives the same document. The file is replaced whole or
   * not at all, and made where there is none; markers inside of fenced code are text.
   *
   * @throws ConfigException if the markers do not pair up, one experiment has two blocks, the
   *     document is not UTF-8, or the experiment's name cannot stand in a marker
   * @throws IOException if the file cannot be read or written
   */
  public static void update(Path markdown, ExperimentResult result) throws IOException {
    String before = read(markdown);
    String newline = before.contains("\r\n") ? "\r\n" : "\n";
    String block = MarkdownBlock.of(result).replace("\n", newline);
    String after = Markers.replace(markdown, before, result.name(), block, newline);
    if (!after.equals(before)) {
      AtomicFiles.writeString(markdown, after);
    }
  }

  private static String read(Path markdown) throws IOException {
    try {
      return Files.readString(markdown, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    } catch (CharacterCodingException e) {
      throw new ConfigException(
          DataCode.TEXT_ENCODING,
          markdown + ": expected a Markdown document in UTF-8, found other bytes; convert it",
          e);
    }
  }
}
