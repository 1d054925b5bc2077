package org.llmrec.encode.store;

import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.encode.Pooling;

/**
 * What somebody says of a model; it goes before what its files say.
 *
 * @param name what it shall be called
 * @param pooling how the vectors of the word pieces become one
 * @param normalise whether vectors are scaled to length 1
 * @param maxTokens the word pieces read of a text
 * @param queryPrefix what the model wants before a query, with the blank
 * @param passagePrefix the same before an item's text
 * @param licence an SPDX identifier
 * @param onnx which of the folder's files is the transformer, by its path from there
 */
public record ModelFacts(
    Optional<String> name,
    Optional<Pooling> pooling,
    Optional<Boolean> normalise,
    OptionalInt maxTokens,
    Optional<String> queryPrefix,
    Optional<String> passagePrefix,
    Optional<String> licence,
    Optional<String> onnx) {

  /** Says nothing. */
  public static ModelFacts none() {
    return new ModelFacts(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same under a name. */
  public ModelFacts named(String as) {
    return new ModelFacts(
        Optional.of(as), pooling, normalise, maxTokens, queryPrefix, passagePrefix, licence, onnx);
  }

  /** The same of that file. */
  public ModelFacts withOnnx(String path) {
    return new ModelFacts(
        name,
        pooling,
        normalise,
        maxTokens,
        queryPrefix,
        passagePrefix,
        licence,
        Optional.of(path));
  }
}
