package org.llmrec.train.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.llmrec.train.internal.Torch;

class NativesTest {
  /** Both bring their own threads and their own numerics into the process. */
  @Test
  void openBlasAndPyTorchWorkInOneProcess() {
    int n = 600;
    float[] a = Naive.positiveDefinite(new SplittableRandom(3), n);
    float[] before = a.clone();
    Blas.threads(2);
    Blas.invert(n, before);
    try (Torch torch = Torch.open(1, 2)) {
      float[] product = new float[n * n];
      Blas.gemm(false, false, n, n, n, 1, a, before, 0, product);
      NDArray matrix = torch.manager().create(a, new Shape(n, n));
      NDArray inverse = torch.manager().create(before, new Shape(n, n));
      assertArrayEquals(product, matrix.matMul(inverse).toFloatArray(), 1e-3f);
      float[] after = a.clone();
      Blas.invert(n, after);
      assertArrayEquals(before, after, "PyTorch changed what OpenBLAS computes");
    } finally {
      Blas.threads(1);
    }
  }

  @Test
  void withoutTheNativeLibraryTheErrorNamesTheJars() throws Exception {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    !Path.of(entry)
                        .getFileName()
                        .toString()
                        .matches("openblas-.*-(linux|macosx).*"))
            .collect(Collectors.joining(File.pathSeparator));
    String found = run(classPath);
    assertTrue(found.startsWith("org.llmrec.core.error.LlmrecException"), found);
    assertTrue(found.contains("org.bytedeco:openblas"), found);
    assertTrue(found.contains("classifier '"), found);
    assertEquals(1, found.lines().count(), found);
  }

  private static String run(String classPath) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                InvertingChild.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    child.waitFor();
    return output;
  }
}
