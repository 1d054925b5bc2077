package org.llmrec.encode.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.EncoderCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.pair.OnnxPairScorer;
import org.llmrec.encode.pair.PairScorer;
import org.llmrec.encode.pair.ScorerManifest;
import org.llmrec.encode.store.internal.ScorerFolder;
import org.llmrec.encode.store.internal.Workbench;

/**
 * Brings a cross-encoder that somebody else arranged into the store, as {@link ModelAdder} does
 * with an encoder. Safe for use by several threads and processes.
 *
 * @param store where to
 */
public record ScorerAdder(ModelStore store) {
  private static final float NEAR = 1e-4f;

  /**
   * Copies the model's files, pins their hashes in a manifest, tries the copy on a few pairs, and
   * puts it into the store whole or not at all. The folder itself is left as it is.
   *
   * @param folder with a graph and a {@code tokenizer.json}, as for an encoder
   * @param given goes before what the folder says
   * @param replace whether another model of that name may be replaced
   * @return what is in the store now
   * @throws ConfigException if the folder holds no model that we can use, a fact is missing, the
   *     scores make no sense, or the name is taken
   * @throws org.llmrec.core.error.LlmrecException if the model gives what is no finite number
   * @throws IOException if the file system refuses
   */
  public ScorerManifest add(Path folder, ScorerFacts given, boolean replace) throws IOException {
    ScorerFolder found = ScorerFolder.of(folder, given);
    Path place = store.place(found.name());
    try (Workbench bench = Workbench.open(store, found.name())) {
      for (Map.Entry<String, Path> file : found.files().entrySet()) {
        Path copy = bench.staged().resolve(file.getKey());
        Files.createDirectories(copy.getParent());
        Files.copy(file.getValue(), copy);
      }
      ScorerManifest manifest = found.manifest(bench.staged());
      if (Files.exists(place) && !replace) {
        throw new ConfigException(
            OptionCode.NAME_TAKEN,
            place
                + ": expected no model of that name, found one; say --replace, or choose another"
                + " name with --name");
      }
      Json.write(bench.staged().resolve(ScorerManifest.FILE_NAME), manifest);
      probe(bench.staged());
      bench.placeScorer(manifest);
      return manifest;
    }
  }

  /** Equal scores of equal pairs; a model that is broken otherwise says so itself. */
  private static void probe(Path folder) throws IOException {
    try (PairScorer scorer = OnnxPairScorer.open(folder, new EncoderOptions(1, 1024))) {
      String text = "Two robots open a bakery on the moon, and nobody comes.";
      int longest = Math.min(scorer.manifest().maxTokens(), 1024);
      float alone = scorer.score("robots", List.of(text)).values()[0];
      float[] together =
          scorer.score("robots", List.of("moon ".repeat(longest), "", text)).values();
      if (Math.abs(alone - together[2]) > NEAR * Math.max(1, Math.abs(alone))) {
        throw new ConfigException(
            EncoderCode.MODEL_UNSUPPORTED,
            folder
                + ": expected one score of a pair, alone and beside others, found "
                + alone
                + " and "
                + together[2]);
      }
    }
  }
}
