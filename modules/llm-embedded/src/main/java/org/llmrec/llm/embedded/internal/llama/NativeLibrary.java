package org.llmrec.llm.embedded.internal.llama;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.io.Hashes;

/**
 * The library for a platform, as the jar {@code de.kherud:llama} 4.2.0 carries it (llama.cpp build
 * b4916, for processors only). Its bytes are pinned: native code that is not what it was when our
 * structures were laid out would crash or, worse, answer.
 *
 * @param resource where it lies on the class path
 * @param sha256 of its bytes
 */
public record NativeLibrary(String resource, String sha256) {
  private static final String JAR = "de/kherud/llama/";

  /** Tested by us: Linux x86-64. The others come out of the same jar and the same code. */
  private static final Map<String, NativeLibrary> PINNED =
      Map.of(
          "linux x86_64",
          of(
              "Linux/x86_64/libjllama.so",
              "93276c536d00f037c37ed6ec1e55be9c828940f4a0af59af10a8f638a31bbc3c"),
          "linux aarch64",
          of(
              "Linux/aarch64/libjllama.so",
              "d852c1625b2dac90a974613a2f019ecabf0c5d7bc054dcc14a05246d5aa2a1a7"),
          "mac aarch64",
          of(
              "Mac/aarch64/libjllama.dylib",
              "7ba2311dc634e24b572512a2279357327511ad3d77dea032a77feab77c14d341"),
          "mac x86_64",
          of(
              "Mac/x86_64/libjllama.dylib",
              "02ec1b3570cde80e5fbfc3ba56b5de68ffef2a26e7b470a89547a80e87120e81"),
          "windows x86_64",
          of(
              "Windows/x86_64/jllama.dll",
              "6f9ddfdec919f3aa8853419b7e0e5868ffbd25294412314d4de41e6c20d63440"));

  /** Checks for null. */
  public NativeLibrary {
    Objects.requireNonNull(resource, "resource");
    Objects.requireNonNull(sha256, "sha256");
  }

  private static NativeLibrary of(String file, String sha256) {
    return new NativeLibrary(JAR + file, sha256);
  }

  /**
   * For the machine that this runs on.
   *
   * @throws ConfigException if there is none
   */
  public static NativeLibrary here() {
    return on(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  /** For a machine, as Java names systems and processors. */
  static NativeLibrary on(String system, String processor) {
    String os = system.toLowerCase(Locale.ROOT);
    String name =
        os.startsWith("linux")
            ? "linux"
            : os.startsWith("mac") ? "mac" : os.startsWith("windows") ? "windows" : os;
    String arch =
        processor.equals("amd64") ? "x86_64" : processor.equals("arm64") ? "aarch64" : processor;
    NativeLibrary library = PINNED.get(name + " " + arch);
    if (library == null) {
      throw new ConfigException(
          MachineCode.NATIVE_MISSING,
          "embedded: expected one of "
              + PINNED.keySet().stream().sorted().toList()
              + ", found "
              + system
              + " on "
              + processor
              + "; ask a server instead (llm.kind: openai), such as llama.cpp's own");
    }
    return library;
  }

  /** Its file name, as the system wants it. */
  public String fileName() {
    return resource.substring(resource.lastIndexOf('/') + 1);
  }

  /**
   * Copies it out of the jar.
   *
   * @return the file, in {@code folder}
   * @throws ConfigException if the jar is not on the class path
   * @throws CorruptFileException if the bytes are others; the file is gone again
   */
  public Path extractTo(Path folder) throws IOException {
    Path target = folder.resolve(fileName());
    MessageDigest digest = Hashes.sha256();
    try (InputStream found = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
      if (found == null) {
        throw new ConfigException(
            MachineCode.CLASS_PATH,
            "embedded: expected the jar de.kherud:llama 4.2.0 on the class path, found no "
                + resource);
      }
      Files.copy(new DigestInputStream(found, digest), target);
    }
    String seen = Hashes.hex(digest);
    if (!seen.equals(sha256)) {
      Files.delete(target);
      throw new CorruptFileException(
          MachineCode.CLASS_PATH,
          Path.of(resource),
          "sha256 " + sha256 + " of de.kherud:llama 4.2.0",
          seen,
          "use that version of the jar, unchanged");
    }
    return target;
  }
}
