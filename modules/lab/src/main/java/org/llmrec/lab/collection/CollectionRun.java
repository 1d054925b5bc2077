package org.llmrec.lab.collection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.collection.Qrels;
import org.llmrec.data.collection.Topic;
import org.llmrec.data.collection.Topics;
import org.llmrec.data.record.Rejects;

/**
 * Indexes a test collection, asks its topics, and measures what was found.
 *
 * <p>Figures are those of trec_eval with all judged topics averaged ({@code -c}): means over the
 * topics that have a relevant document, those for which nothing was found included; a relevant
 * document that the collection does not have counts as not found. One thing is other: topics of
 * whose judgements none is relevant have no figures and are left out.
 */
public final class CollectionRun {
  private final CollectionOptions options;
  private final JudgedTopics judged;
  private final Evaluation ours = new Evaluation();
  private final Evaluation theirs = new Evaluation();
  private final List<CollectionResult.TopicFigures> perTopic = new ArrayList<>();

  private CollectionRun(CollectionOptions options, JudgedTopics judged) {
    this.options = options;
    this.judged = judged;
  }

  /**
   * Runs.
   *
   * @throws ConfigException if a file is not there or not of its kind, no topic has a relevant
   *     document, or the folder for the index has something else in it or is in use
   * @throws BadRecordException if the run is strict and a record is bad
   * @throws CorruptFileException if a packed file is damaged
   * @throws IOException if the disk fails
   */
  public static CollectionResult run(CollectionInput input, CollectionOptions options)
      throws IOException {
    Path scratch = Files.createTempDirectory("llmrec-collection");
    try {
      return run(input, options, scratch);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      AtomicFiles.deleteTree(scratch);
    }
  }

  private static CollectionResult run(
      CollectionInput input, CollectionOptions options, Path scratch) throws IOException {
    Path refused = scratch.resolve("rejects.jsonl");
    JudgedTopics judged;
    long refusals;
    try (Rejects rejects = Rejects.writingTo(refused, options.strict())) {
      judged =
          new JudgedTopics(
              Topics.read(input.topics(), input.format(), rejects),
              Qrels.read(input.qrels(), rejects));
      refusals = rejects.total();
    }
    Path folder = options.index().orElse(scratch.resolve("collection"));
    try (CollectionIndex index =
        CollectionIndex.open(folder, input, options.strict(), options.progress())) {
      TopicCounts counts = judged.counts(index.index(), options.fields(), refusals);
      CollectionRun run = new CollectionRun(options, judged);
      run.rank(index);
      return new CollectionResult(
          index.counts(),
          index.reused(),
          counts,
          Refusals.first(index.rejects(), refused),
          run.setting(),
          run.ours.means(),
          run.beside(),
          run.perTopic);
    }
  }

  private Optional<CollectionResult.Beside> beside() {
    return options.compareLucene()
        ? Optional.of(new CollectionResult.Beside(theirs.means(), ours.against(theirs)))
        : Optional.empty();
  }

  private String setting() {
    return String.format(
        Locale.ROOT,
        "%s, %s BM25F, k1 %s, b %s, %d deep",
        options.fields().label(),
        options.scoring().label(),
        options.k1(),
        options.b(),
        options.depth());
  }

  private void rank(CollectionIndex index) throws IOException {
    Ranker product =
        new ProductRanker(index.index(), options.scoring().with(options.k1(), options.b()));
    if (options.run().isPresent()) {
      Files.createDirectories(options.run().get().toAbsolutePath().getParent());
      AtomicFiles.write(options.run().get(), out -> rank(product, out));
    } else {
      rank(product, OutputStream.nullOutputStream());
    }
    if (options.compareLucene()) {
      try (PlainLucene plain = index.plain(options.k1(), options.b(), options.progress())) {
        for (Topic topic : judged.topics()) {
          if (judged.isEvaluated(topic)) {
            theirs.add(find(plain, topic), judged.grades(topic));
          }
        }
      }
    }
  }

  private void rank(Ranker product, OutputStream out) throws IOException {
    RunWriter writer = new RunWriter(out, "llmrec-" + options.scoring().label());
    try (Progress.Task task = options.progress().start("run", judged.topics().size(), "topics")) {
      for (Topic topic : judged.topics()) {
        Ranking ranking = find(product, topic);
        writer.write(judged.id(topic), ranking);
        if (judged.isEvaluated(topic)) {
          Map<String, Double> figures = ours.add(ranking, judged.grades(topic));
          perTopic.add(
              new CollectionResult.TopicFigures(
                  judged.id(topic),
                  topic.query(options.fields()),
                  judged.relevant(topic),
                  figures));
        }
        task.advance(1);
      }
    }
    writer.flush();
  }

  private Ranking find(Ranker ranker, Topic topic) {
    return ranker.rank(topic.query(options.fields()), options.depth());
  }
}
