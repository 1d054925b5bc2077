package org.llmrec.pipeline.forget;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.journal.ItemJournal;
import org.llmrec.data.forget.Forgotten;
import org.llmrec.encode.EncoderManifest;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.build.WriteLock;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.pipeline.internal.EnrichFolder;
import org.llmrec.pipeline.internal.Known;
import org.llmrec.pipeline.internal.TrainCheckpoints;

/**
 * Takes items and people out of a workspace for good.
 *
 * <p>What is kept between builds is changed at once: answers about an item and answers that were
 * given with it as a neighbour, changes of live items, checkpoints, lists of refused records,
 * vectors in the cache that workspaces share ({@code encoder.cache}). What a build makes
 * (catalogue, vectors, bundles, index) is made without them by the next build, which also removes
 * what was published before, unless somebody still reads it. The user's own files are not touched:
 * records of these ids are passed over wherever a build or an import meets them, for as long as
 * {@code forgotten.json} of the workspace says so.
 *
 * <p>What this does not reach: answers that a language model gave about other items for other
 * reasons; files that were exported; vectors in that cache of texts that an item had in builds
 * whose outputs are gone, under hashes of these texts. What weights have learnt stays in them until
 * a build learns anew: neither a refresh nor a warm start does.
 */
public final class Forgetting {
  private Forgetting() {}

  /**
   * What was done at once.
   *
   * @param ids how many ids the workspace is to forget in all
   * @param answers how many answers went
   * @param liveChanges how many changes of live items went
   * @param cachedVectors how many vectors went from the cache that workspaces share
   * @param unknown those of the ids that neither catalogue nor interactions nor live items had, as
   *     far as they were read so far; they are to be forgotten all the same
   */
  public record Result(
      int ids, long answers, int liveChanges, long cachedVectors, Set<String> unknown) {
    /** Copies the set, in order. */
    public Result {
      unknown = Collections.unmodifiableSet(new TreeSet<>(unknown));
    }
  }

  /**
   * Forgets.
   *
   * @param items ids of items; those that nobody knows are fine
   * @param users ids of people; likewise
   * @throws ConfigException if no id is given, or somebody writes live items
   * @throws LlmrecException if somebody else builds or asks in this workspace; what was done before
   *     that was noticed stays done, and doing it again does the rest
   * @throws IOException if the disk fails
   */
  public static Result run(Workspace workspace, Set<String> items, Set<String> users)
      throws IOException {
    if (items.isEmpty() && users.isEmpty()) {
      throw new ConfigException(
          OptionCode.OPTION_MISSING,
          "expected the id of an item or a person to forget, found none");
    }
    try (WriteLock lock = WriteLock.acquire(workspace.folder(), "forget")) {
      // First of all, so that nothing comes back should the rest be interrupted.
      Forgotten forgotten = Forgotten.read(workspace.folder()).with(items, users);
      forgotten.write(workspace.folder());
      Known known = Known.of(workspace.folder(), items, users);
      int liveChanges = ItemJournal.forget(workspace.folder(), items);
      EnrichFolder folder = new EnrichFolder(workspace.folder());
      long answers = answers(folder, items);
      if (!items.isEmpty()) {
        // Both are made again when they are needed.
        Files.deleteIfExists(folder.neighbours());
      }
      Files.deleteIfExists(folder.rejects());
      TrainCheckpoints.delete(workspace.folder());
      Set<String> unknown = new TreeSet<>(items);
      unknown.addAll(users);
      unknown.removeAll(known.items());
      unknown.removeAll(known.users());
      return new Result(
          forgotten.size(), answers, liveChanges, cached(workspace.config(), known), unknown);
    }
  }

  private static long answers(EnrichFolder folder, Set<String> items) throws IOException {
    if (items.isEmpty() || !AnswerStores.exists(folder.answers())) {
      return 0;
    }
    try (AnswerStore store = AnswerStores.open(folder.answers())) {
      return store.forget(items);
    }
  }

  private static long cached(WorkspaceConfig config, Known known) throws IOException {
    long vectors = 0;
    if (config.encoder().cache().isPresent() && !known.texts().isEmpty()) {
      for (EncoderManifest encoder : known.encoders()) {
        vectors += config.encoder().cache().get().forget(encoder, known.texts());
      }
    }
    return vectors;
  }
}
