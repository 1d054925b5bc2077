package org.llmrec.lab.run.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.llmrec.core.io.Hashes;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.metrics.Metric;
import org.llmrec.rank.Ranker;
import org.llmrec.retrieve.CatalogueIndex;
import org.llmrec.train.method.Methods;

/** Which build of the software is running, by the classes that figures come from. */
public final class CodeHash {
  private static final List<Class<?>> FROM =
      List.of(Methods.class, Metric.class, TrainingData.class, Ranker.class, CatalogueIndex.class);

  private CodeHash() {}

  /**
   * SHA-256 over the classes of data, metrics, rank, retrieve and train, in a folder or a jar;
   * {@code "unknown"} where they lie elsewhere.
   */
  public static String current() {
    try {
      MessageDigest digest = Hashes.sha256();
      for (Class<?> type : FROM) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
          return "unknown";
        }
        for (var entry : classes(Path.of(source.getLocation().toURI())).entrySet()) {
          digest.update(
              (entry.getKey() + " " + entry.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
      return Hashes.hex(digest);
    } catch (IOException | UncheckedIOException | URISyntaxException e) {
      return "unknown";
    }
  }

  private static SortedMap<String, String> classes(Path place) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    if (Files.isDirectory(place)) {
      try (Stream<Path> files = Files.walk(place)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          URI name = place.toUri().relativize(file.toUri());
          hashes.put(name.getPath(), Hashes.sha256(file));
        }
      }
      return hashes;
    }
    try (JarFile jar = new JarFile(place.toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        MessageDigest digest = Hashes.sha256();
        try (InputStream in = jar.getInputStream(entry)) {
          digest.update(in.readAllBytes());
        }
        hashes.put(entry.getName(), Hashes.hex(digest));
      }
    }
    return hashes;
  }
}
