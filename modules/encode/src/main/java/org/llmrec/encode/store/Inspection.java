package org.llmrec.encode.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.encode.Pooling;
import org.llmrec.encode.store.internal.Inspector;

/**
 * What a folder of another maker holds, and what its files say of the model.
 *
 * @param files where each file of the model lies, by its name in a model folder
 * @param name what it shall be called
 * @param width of the model's output, and of the vectors
 * @param pooling how the vectors of the word pieces become one
 * @param normalise whether vectors are scaled to length 1
 * @param maxTokens the word pieces read of a text
 * @param queryPrefix what comes before a query
 * @param passagePrefix what comes before an item's text
 * @param licence an SPDX identifier, {@code NOASSERTION} if nobody said
 * @param facts each of these with where it was found, for people
 */
public record Inspection(
    Map<String, Path> files,
    String name,
    int width,
    Pooling pooling,
    boolean normalise,
    int maxTokens,
    String queryPrefix,
    String passagePrefix,
    String licence,
    List<Fact> facts) {

  /**
   * One thing that is known.
   *
   * @param what such as {@code pooling}
   * @param value such as {@code mean}
   * @param from a file's name, an option, or {@code default}
   */
  public record Fact(String what, String value, String from) {}

  /**
   * Looks at a folder without running anything in it: {@code model.onnx} (or one other {@code
   * .onnx}, there or in {@code onnx/}, or the one that is given), {@code tokenizer.json}, and what
   * sentence-transformers and Hugging Face keep beside them.
   *
   * @param folder where
   * @param given goes before what the files say
   * @throws ConfigException if a file or a fact is missing, two contradict each other, or the model
   *     does something that we do not, such as a dense layer after pooling, or the tokenizer keeps
   *     capitals where the model's settings do not
   * @throws IOException if the file system refuses
   */
  public static Inspection of(Path folder, ModelFacts given) throws IOException {
    return new Inspector(folder, given).inspect();
  }
}
