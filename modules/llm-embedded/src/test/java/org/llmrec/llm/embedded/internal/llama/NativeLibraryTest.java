package org.llmrec.llm.embedded.internal.llama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;

/** Native code that is not what it was is not loaded. */
class NativeLibraryTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, libjllama.so",
    "Linux, aarch64, libjllama.so",
    "Mac OS X, aarch64, libjllama.dylib",
    "Mac OS X, x86_64, libjllama.dylib",
    "Windows 11, amd64, jllama.dll"
  })
  void theJarHasWhatIsPinned(String system, String processor, String name) throws IOException {
    NativeLibrary library = NativeLibrary.on(system, processor);
    assertEquals(folder.resolve(name), library.extractTo(folder));
    assertTrue(Files.size(folder.resolve(name)) > 1_000_000);
  }

  @Test
  void otherBytesAreRefusedAndGone() throws IOException {
    NativeLibrary pinned = NativeLibrary.on("Linux", "amd64");
    NativeLibrary other = new NativeLibrary(pinned.resource(), "0".repeat(64));
    String message =
        assertThrows(CorruptFileException.class, () -> other.extractTo(folder)).getMessage();
    assertTrue(message.contains(pinned.sha256()), message);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aMachineWithoutALibraryIsToldWhichHaveOne() {
    String message =
        assertThrows(ConfigException.class, () -> NativeLibrary.on("SunOS", "sparcv9"))
            .getMessage();
    assertTrue(message.contains("SunOS on sparcv9"), message);
    assertTrue(message.contains("linux x86_64"), message);
  }

  @Test
  void aMissingJarIsNamed() {
    NativeLibrary missing = new NativeLibrary("no/such/file.so", "0".repeat(64));
    String message =
        assertThrows(ConfigException.class, () -> missing.extractTo(folder)).getMessage();
    assertTrue(message.contains("de.kherud:llama 4.2.0"), message);
  }
}
