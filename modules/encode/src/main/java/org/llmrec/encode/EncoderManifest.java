package org.llmrec.encode;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.internal.Fields;

/**
 * What a model folder holds and how its output becomes a sentence's vector; {@code encoder.json}.
 *
 * @param name the model's name
 * @param source where the files come from: the coordinates of an artifact
 * @param licence an SPDX identifier
 * @param dims the width D of the vectors
 * @param width that of the model's output; greater than {@code dims} where only the first of them
 *     are kept (Matryoshka), for which a model has to be trained. The same where a file says
 *     nothing
 * @param pooling how the vectors of the word pieces become one
 * @param normalise whether the vector is then scaled to length 1
 * @param maxTokens the word pieces read, with the two special ones; the rest of a text is cut off
 * @param queryPrefix what the model wants before a query, with the blank; mostly empty
 * @param passagePrefix the same before an item's text
 * @param files every other file of the folder by name, or by its path from there; {@code
 *     model.onnx} and {@code tokenizer.json} among them, and what the former loads beside itself
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EncoderManifest(
    String name,
    String source,
    String licence,
    int dims,
    Integer width,
    Pooling pooling,
    boolean normalise,
    int maxTokens,
    String queryPrefix,
    String passagePrefix,
    Map<String, ModelFile> files)
    implements EncoderIdentity {

  /** The manifest's own name in the model folder. */
  public static final String FILE_NAME = "encoder.json";

  /** The transformer's name in the model folder. */
  public static final String MODEL = "model.onnx";

  /** The tokenizer's name in the model folder. */
  public static final String TOKENIZER = "tokenizer.json";

  /**
   * One file of the folder.
   *
   * @param size in bytes
   * @param sha256 64 lower-case hexadecimal digits
   */
  public record ModelFile(long size, String sha256) {

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public ModelFile {
      require(size >= 0, "size", "0 or more", size);
      require(sha256 != null && sha256.matches("[0-9a-f]{64}"), "sha256", "64 digits", sha256);
    }
  }

  /**
   * Copies the map and checks the fields.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public EncoderManifest {
    require(name != null && name.matches("[a-z0-9][a-z0-9._-]*"), "name", "a plain name", name);
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(licence, "licence");
    require(dims >= 1 && dims <= 1 << 16, "dims", "1 to 65536", dims);
    width = Objects.requireNonNullElse(width, dims);
    require(width >= dims && width <= 1 << 16, "width", dims + " to 65536", width);
    require(pooling != null, "pooling", "mean, cls or max", null);
    require(maxTokens >= 3 && maxTokens <= 1 << 16, "maxTokens", "3 to 65536", maxTokens);
    queryPrefix = Objects.requireNonNullElse(queryPrefix, "");
    passagePrefix = Objects.requireNonNullElse(passagePrefix, "");
    files = Fields.files("encoder files", files, MODEL, TOKENIZER);
  }

  /**
   * Identifies the encoder: equal hashes mean the same files under the same settings, hence the
   * same vectors. Name, source and licence do not enter.
   *
   * @return 64 hexadecimal digits
   */
  @Override
  @JsonIgnore
  public String sha256() {
    StringBuilder facts = new StringBuilder();
    facts.append(dims).append(' ').append(pooling.label()).append(' ');
    facts.append(normalise).append(' ').append(maxTokens).append('\n');
    if (!width.equals(dims)) {
      facts.append("of ").append(width).append('\n');
    }
    if (!queryPrefix.isEmpty() || !passagePrefix.isEmpty()) {
      facts.append(queryPrefix).append('\0').append(passagePrefix).append('\n');
    }
    new TreeMap<>(files)
        .forEach(
            (file, entry) -> facts.append(file).append(' ').append(entry.sha256()).append('\n'));
    return Hashes.sha256(facts.toString());
  }

  @Override
  public String prefix(Role role) {
    return role == Role.QUERY ? queryPrefix : passagePrefix;
  }

  /**
   * The same model of which only the first dimensions are kept, scaled to length 1 again where it
   * normalises. Useful for models that were trained for it (Kusupati et al., "Matryoshka
   * Representation Learning", 2022); others lose more than their share.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  public EncoderManifest truncated(int to) {
    return new EncoderManifest(
        name,
        source,
        licence,
        to,
        width,
        pooling,
        normalise,
        maxTokens,
        queryPrefix,
        passagePrefix,
        files);
  }

  private static void require(boolean holds, String field, String expected, Object found) {
    Fields.require(holds, "encoder " + field, expected, found);
  }
}
