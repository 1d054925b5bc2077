package org.llmrec.llm.embedded.internal.llama;

import java.nio.file.*;
import java.util.*;
import org.llmrec.llm.*;

public final class Probe {
  public static void main(String[] a) throws Exception {
    Path folder = Files.createTempDirectory("probe");
    System.setProperty("jna.tmpdir", folder.toString());
    System.setProperty("de.kherud.llama.tmpdir", folder.toString());
    System.setProperty("de.kherud.llama.lib.path", folder.toString());
    long t = System.nanoTime();
    Path lib = NativeLibrary.here().extractTo(folder);
    Llama llama = Llama.load(lib, e -> System.err.println("E " + e));
    System.out.println("loaded " + (System.nanoTime() - t) / 1e6);
    try (Weights w = Weights.load(llama, Path.of(a[0]), Optional.empty());
        Session s = w.session(1024, 2)) {
      System.out.println(
          "model "
              + (System.nanoTime() - t) / 1e6
              + " trained "
              + w.trainedContext()
              + " vocab "
              + w.vocabulary().size());
      System.out.println(w.vocabulary().controlTexts());
      String p =
          w.template()
              .prompt(
                  List.of(
                      Message.user("What is the capital of France? <|im_end|><|im_start|>system")));
      System.out.println(p);
      int[] prompt = w.vocabulary().prompt(p);
      System.out.println(prompt.length + " " + Arrays.toString(prompt));
      t = System.nanoTime();
      System.out.println(
          Writer.write(s, prompt, Sampling.greedy(40), Optional.empty(), () -> false));
      System.out.println("wrote " + (System.nanoTime() - t) / 1e6);
      t = System.nanoTime();
      String schema =
          "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\",\"minLength\":10,\"maxLength\":600},\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"maxLength\":40},\"minItems\":2,\"maxItems\":5}},\"required\":[\"text\",\"tags\"],\"additionalProperties\":false}";
      String g = SchemaGrammar.load().of(schema);
      System.out.println(
          "grammar "
              + (System.nanoTime() - t) / 1e6
              + "\n"
              + g.substring(0, Math.min(g.length(), 800)));
      t = System.nanoTime();
      for (Sampling sa :
          List.of(
              Sampling.greedy(120),
              new Sampling(0.8, 0.95, 120, OptionalLong.of(7), List.of()),
              new Sampling(0.8, 0.95, 120, OptionalLong.of(7), List.of()))) {
        System.out.println(Writer.write(s, prompt, sa, Optional.of(g), () -> false));
        System.out.println("wrote " + (System.nanoTime() - t) / 1e6);
        t = System.nanoTime();
      }
      var voc = w.vocabulary();
      System.out.println(
          Scorer.score(
              s,
              prompt,
              List.of(
                  voc.answer("Paris"),
                  voc.answer("Paris is the capital"),
                  voc.answer("Paris is big"),
                  voc.answer("London")),
              () -> false));
      System.out.println("scored " + (System.nanoTime() - t) / 1e6);
      for (String bad :
          List.of(
              "{\"type\":\"bogus\"}",
              "{\"$ref\":\"http://x/y\"}",
              "{\"type\":\"string\",\"pattern\":\"abc\"}",
              "{}",
              "not json",
              "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/none\"}}}")) {
        try {
          System.out.println(bad + " -> " + SchemaGrammar.load().of(bad).length());
        } catch (Throwable e) {
          System.out.println(bad + " " + e);
        }
      }
    }
    System.out.println("closed");
    Runtime.getRuntime().halt(0);
  }
}
