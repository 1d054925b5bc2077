package org.llmrec.encode.pair;

import static org.llmrec.encode.internal.Fields.require;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.encode.EncoderManifest.ModelFile;
import org.llmrec.encode.internal.Fields;

/**
 * What a pair scorer's folder holds and how its output becomes a score; {@code scorer.json}. The
 * fields that a file leaves out have the values of a model with one logit, such as those trained on
 * MS MARCO.
 *
 * @param name the model's name
 * @param source where the files come from
 * @param licence an SPDX identifier
 * @param maxTokens the word pieces read of both texts together, with the special ones; of two that
 *     are too long the longer one loses its end first
 * @param output the name of the graph's output, FLOAT {@code [B, columns]}; {@code logits} unless
 *     the file says otherwise
 * @param columns how many numbers the graph gives for a pair; 1 unless the file says otherwise
 * @param column which of them is the score, from 0; the last one unless the file says otherwise, as
 *     of two classes the second is mostly "fits"
 * @param activation what is made of it; none unless the file says otherwise
 * @param queryPrefix what the model wants before a query, with the blank; mostly empty
 * @param textPrefix the same before a text
 * @param files every other file of the folder by name, or by its path from there; {@code
 *     model.onnx} and {@code tokenizer.json} among them, and what the former loads beside itself
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ScorerManifest(
    String name,
    String source,
    String licence,
    int maxTokens,
    String output,
    Integer columns,
    Integer column,
    Activation activation,
    String queryPrefix,
    String textPrefix,
    Map<String, ModelFile> files) {

  /** The manifest's own name in the model folder. */
  public static final String FILE_NAME = "scorer.json";

  /** The graph's name in the model folder. */
  public static final String MODEL = EncoderManifest.MODEL;

  /** The tokenizer's name in the model folder. */
  public static final String TOKENIZER = EncoderManifest.TOKENIZER;

  /**
   * Fills in what is left out, copies the map and checks the fields.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ScorerManifest {
    require(
        name != null && name.matches("[a-z0-9][a-z0-9._-]*"), "scorer name", "a plain name", name);
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(licence, "licence");
    require(maxTokens >= 8 && maxTokens <= 1 << 16, "scorer maxTokens", "8 to 65536", maxTokens);
    output = Objects.requireNonNullElse(output, "logits");
    columns = Objects.requireNonNullElse(columns, 1);
    require(columns >= 1 && columns <= 1024, "scorer columns", "1 to 1024", columns);
    column = Objects.requireNonNullElse(column, columns - 1);
    require(column >= 0 && column < columns, "scorer column", "0 to " + (columns - 1), column);
    activation = Objects.requireNonNullElse(activation, Activation.NONE);
    queryPrefix = Objects.requireNonNullElse(queryPrefix, "");
    textPrefix = Objects.requireNonNullElse(textPrefix, "");
    files = Fields.files("scorer files", files, MODEL, TOKENIZER);
  }

  /**
   * Identifies the scorer: equal hashes mean the same files under the same settings, hence the same
   * scores. Name, source and licence do not enter.
   *
   * @return 64 hexadecimal digits
   */
  @JsonIgnore
  public String sha256() {
    StringBuilder facts = new StringBuilder("pairs ");
    facts.append(maxTokens).append(' ').append(output).append(' ');
    facts.append(column).append(" of ").append(columns).append(' ');
    facts.append(activation.label()).append('\n');
    facts.append(queryPrefix).append('\0').append(textPrefix).append('\n');
    new TreeMap<>(files)
        .forEach(
            (file, entry) -> facts.append(file).append(' ').append(entry.sha256()).append('\n'));
    return Hashes.sha256(facts.toString());
  }
}
