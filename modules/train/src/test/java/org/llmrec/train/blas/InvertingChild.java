package org.llmrec.train.blas;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.llmrec.core.error.LlmrecException;

/** Prints what becomes of a call in a process of its own. */
final class InvertingChild {
  private InvertingChild() {}

  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    String first = attempt();
    String second = attempt();
    // The second call must say as much as the first.
    out.println(Objects.equals(first, second) ? first : first + "\nbut then " + second);
  }

  private static String attempt() {
    try {
      Blas.invert(1, new float[] {2});
      return "no error";
    } catch (LlmrecException e) {
      return e.toString();
    }
  }
}
