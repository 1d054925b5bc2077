package org.llmrec.encode.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.encode.Role;

/**
 * What DJL does not tell of a model, and how much of the machine it may take. Start with {@link
 * #of} or {@link #ofFiles}, then change what is not as you want it.
 *
 * @param name the model's name, for people
 * @param version tells this model from all others and changes whenever its vectors do: with the
 *     files, but also with pooling, maximal length or another translator. Vectors that are kept are
 *     taken for this model's as long as it is the same
 * @param queryPrefix what the model wants before a query, with the blank; mostly empty
 * @param passagePrefix the same before an item's text
 * @param normalise whether vectors are scaled to length 1; does no harm where the model's
 *     translator does so too
 * @param workers batches computed at once, each by a predictor of its own, from 1 to 256. One
 *     unless something else is said: a DJL engine takes all processors for a batch unless it is
 *     told otherwise
 * @param batch texts in a batch at most, from 1
 * @param budget units of length in a batch at most, padding included; a text that alone exceeds it
 *     is a batch of its own
 * @param measure counts those units
 */
public record DjlOptions(
    String name,
    String version,
    String queryPrefix,
    String passagePrefix,
    boolean normalise,
    int workers,
    int batch,
    int budget,
    TextMeasure measure) {
  private static final int BATCH = 64;

  /** About as many characters as there are in the 1,024 word pieces of our own engine. */
  private static final int CHARACTERS = 4096;

  /**
   * Checks the ranges.
   *
   * @throws ConfigException if one is out of range
   */
  public DjlOptions {
    require(!name.isBlank(), "name", "a name", name);
    require(!version.isBlank(), "version", "what tells the model from others", version);
    Objects.requireNonNull(queryPrefix, "queryPrefix");
    Objects.requireNonNull(passagePrefix, "passagePrefix");
    require(workers >= 1 && workers <= 256, "workers", "1 to 256", workers);
    require(batch >= 1, "batch", "1 or more", batch);
    require(budget >= 1, "budget", "1 or more", budget);
    Objects.requireNonNull(measure, "measure");
  }

  /**
   * For a model whose version the caller knows: no prefixes, length 1, one worker, batches of up to
   * 64 texts and 4,096 characters.
   *
   * @throws ConfigException if one is blank
   */
  public static DjlOptions of(String name, String version) {
    return new DjlOptions(
        name, version, "", "", true, 1, BATCH, CHARACTERS, TextMeasure.characters());
  }

  /**
   * The same for a model whose files lie in a folder, such as {@code ZooModel.getModelPath()}: the
   * version is the SHA-256 of all of them. Reads every file, once.
   *
   * @param settings whatever else the vectors depend on, such as {@code pooling=mean
   *     maxLength=256}; may be empty
   * @throws IOException if one cannot be read
   */
  public static DjlOptions ofFiles(String name, Path folder, String settings) throws IOException {
    StringBuilder facts = new StringBuilder(settings).append('\n');
    try (Stream<Path> entries = Files.walk(folder)) {
      List<Path> files = entries.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        facts.append(path).append(' ').append(Hashes.sha256(file)).append('\n');
      }
    }
    return of(name, "sha256:" + Hashes.sha256(facts.toString()));
  }

  /** The same with words before the texts. */
  public DjlOptions withPrefixes(String query, String passage) {
    return new DjlOptions(
        name, version, query, passage, normalise, workers, batch, budget, measure);
  }

  /** The same with vectors as DJL gives them, of whatever length. */
  public DjlOptions withoutScaling() {
    return new DjlOptions(
        name, version, queryPrefix, passagePrefix, false, workers, batch, budget, measure);
  }

  /** The same with so many batches at once. */
  public DjlOptions withWorkers(int atOnce) {
    return new DjlOptions(
        name, version, queryPrefix, passagePrefix, normalise, atOnce, batch, budget, measure);
  }

  /**
   * The same with other batches.
   *
   * @param most texts in one
   * @param units of length in one, as {@code by} counts them
   */
  public DjlOptions withBatches(int most, int units, TextMeasure by) {
    return new DjlOptions(
        name, version, queryPrefix, passagePrefix, normalise, workers, most, units, by);
  }

  String prefix(Role role) {
    return role == Role.QUERY ? queryPrefix : passagePrefix;
  }

  private static void require(boolean holds, String field, String expected, Object found) {
    if (!holds) {
      throw new ConfigException(
          OptionCode.OPTION_VALUE,
          "DJL encoder " + field + ": expected " + expected + ", found \"" + found + "\"");
    }
  }
}
