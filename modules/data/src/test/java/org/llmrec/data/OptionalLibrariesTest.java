package org.llmrec.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that embeds us has neither the library for zstd nor the one for Parquet. */
class OptionalLibrariesTest {
  @TempDir Path folder;

  @Test
  void aLibraryThatIsNotThereIsNamedAndAllElseIsRead() throws Exception {
    byte[] csv = "id,title\n1,x\n".getBytes(StandardCharsets.UTF_8);
    Path gzip = Foreign.gzip(folder.resolve("a.csv.gz"), csv);
    Path zstd = Foreign.zstd(folder.resolve("a.csv.zst"), csv);
    Path parquet = Foreign.parquet("items-none.parquet", folder);
    String bare =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry -> !entry.matches(".*(zstd-jni|hardwood-core|snappy-java)[^/\\\\]*\\.jar"))
            .collect(Collectors.joining(File.pathSeparator));
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                bare,
                "org.llmrec.data.packed.WithoutLibraries",
                gzip.toString(),
                zstd.toString(),
                parquet.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(folder.resolve("log")));
    List<String> said = Files.readAllLines(folder.resolve("a.csv.gz.said"));
    assertEquals("opened [id, title]", said.get(0));
    assertTrue(said.get(1).contains("com.github.luben:zstd-jni"), said.get(1));
    assertTrue(said.get(2).contains("dev.hardwood:hardwood-core"), said.get(2));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
