package org.llmrec.encode.store;

import java.util.Optional;
import java.util.OptionalInt;
import org.llmrec.encode.pair.Activation;

/**
 * What somebody says of a pair scorer; it goes before what its files say. The fields are those of
 * {@link org.llmrec.encode.pair.ScorerManifest}.
 *
 * @param name what it shall be called; the folder's name if nobody says
 * @param maxTokens {@code model_max_length} of {@code tokenizer_config.json} if nobody says
 * @param output the graph's {@code logits}, or its only output
 * @param columns as many as the graph says of its output
 * @param column the last one
 * @param activation none
 * @param queryPrefix empty
 * @param textPrefix empty
 * @param licence {@code NOASSERTION}
 * @param onnx which of the folder's files is the graph, by its path from there
 */
public record ScorerFacts(
    Optional<String> name,
    OptionalInt maxTokens,
    Optional<String> output,
    OptionalInt columns,
    OptionalInt column,
    Optional<Activation> activation,
    Optional<String> queryPrefix,
    Optional<String> textPrefix,
    Optional<String> licence,
    Optional<String> onnx) {

  /** Says nothing but a name. */
  public static ScorerFacts named(String name) {
    return new ScorerFacts(
        Optional.of(name),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
