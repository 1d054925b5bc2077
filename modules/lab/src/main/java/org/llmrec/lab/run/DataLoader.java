package org.llmrec.lab.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueReader;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionCounts;
import org.llmrec.data.interaction.InteractionImport;
import org.llmrec.data.judgement.ClickTable;
import org.llmrec.data.judgement.JudgementSource;
import org.llmrec.data.protocol.JudgedQueries;
import org.llmrec.data.protocol.JudgedQuery;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.table.Ids;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.enrich.answer.Answer;
import org.llmrec.enrich.answer.AnswerGraphs;
import org.llmrec.enrich.answer.AnswerReader;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.lab.experiment.DataSpec;
import org.llmrec.train.click.ClickTargets;
import org.llmrec.train.click.PositionBias;
import org.llmrec.train.click.Propensities;

/** Reads what an experiment is run on. Bad records are counted and said, never lost in silence. */
final class DataLoader {
  private final DataSpec spec;
  private final Path scratch;
  private final Progress progress;
  private final List<String> notes = new ArrayList<>();

  private DataLoader(DataSpec spec, Path scratch, Progress progress) {
    this.spec = spec;
    this.scratch = scratch;
    this.progress = progress;
  }

  /**
   * Reads all of it.
   *
   * @param scratch a folder for a temporary file
   * @throws ConfigException if a file is not there or not understood
   */
  static ExperimentData load(DataSpec spec, Path scratch, Progress progress) throws IOException {
    return new DataLoader(spec, scratch, progress).load();
  }

  private ExperimentData load() throws IOException {
    List<Item> items = items();
    Ids ids = Ids.of(items.stream().map(Item::id).toList());
    List<Answer> answers = answers(ids);
    InteractionTable met = interactions(ids);
    if (spec.onlyAnswered()) {
      Set<String> answered = new HashSet<>();
      answers.forEach(answer -> answered.add(answer.item()));
      int before = items.size();
      items = items.stream().filter(item -> answered.contains(item.id())).toList();
      notes.add(
          "Only the "
              + items.size()
              + " of "
              + before
              + " items that have an answer are in the catalogue, and only interactions with them.");
      met = met.filter(row(met, answered));
    }
    InteractionTable positives = met.positives(spec.interactions().feedback());
    if (items.isEmpty()) {
      throw new ConfigException(
          DataCode.DATA_EMPTY,
          spec.catalogue().file() + ": expected items to rank, found none; " + notes);
    }
    List<JudgedQuery> queries = queries(Ids.of(items.stream().map(Item::id).toList()));
    return new ExperimentData(
        items,
        positives,
        answers,
        queries,
        clicked(Ids.of(items.stream().map(Item::id).toList())),
        description(),
        hash(items, positives, answers),
        notes);
  }

  private static IntPredicate row(InteractionTable table, Set<String> items) {
    return row -> items.contains(table.items().get(table.item(row)));
  }

  private List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    try (Rejects rejects = Rejects.counting();
        CatalogueReader reader = new CatalogueReader(spec.catalogue(), rejects)) {
      for (Item item = reader.next(); item != null; item = reader.next()) {
        items.add(item);
      }
      refused("catalogue records", reader.read(), rejects);
    }
    return items;
  }

  private List<Answer> answers(Ids items) throws IOException {
    List<String> prompts = spec.prompts().isEmpty() ? PromptTemplate.IDS : spec.prompts();
    List<Answer> answers = new ArrayList<>();
    for (Path file : spec.answers()) {
      long others = 0;
      try (Rejects rejects = Rejects.counting();
          AnswerReader reader = new AnswerReader(file, items, PromptTemplate.IDS, rejects)) {
        for (Answer answer = reader.next(); answer != null; answer = reader.next()) {
          if (prompts.contains(answer.prompt())) {
            answers.add(withGraph(answer));
          } else {
            others++;
          }
        }
        refused("answers", reader.read(), rejects);
      }
      if (others > 0) {
        notes.add(others + " answers to other prompts than " + prompts + " were left out.");
      }
    }
    return answers;
  }

  /**
   * What a split has to admit: the graph that the answer was built on, unless it is declared to be
   * of other people; for one that saw neighbours and does not say whose, a name that no split has.
   */
  private Answer withGraph(Answer answer) {
    String graph =
        AnswerGraphs.of(Stream.of(answer)).answers().keySet().stream().findFirst().orElse("");
    return new Answer(
        answer.item(),
        answer.prompt(),
        answer.version(),
        answer.answer(),
        answer.model(),
        answer.date(),
        answer.neighbours(),
        spec.independentGraphs().contains(graph) ? "" : graph);
  }

  private InteractionTable interactions(Ids items) throws IOException {
    Path normalised = scratch.resolve("interactions.csv");
    try (Rejects rejects = Rejects.counting()) {
      InteractionCounts counts =
          InteractionImport.run(spec.interactions(), items, normalised, rejects, progress);
      refused("interactions", counts.read(), rejects);
      return InteractionTable.read(normalised);
    } finally {
      Files.deleteIfExists(normalised);
    }
  }

  private void refused(String what, long read, Rejects rejects) {
    if (rejects.total() > 0) {
      notes.add(
          rejects.total() + " of " + read + " " + what + " were refused: " + rejects.counts());
    }
  }

  private List<JudgedQuery> queries(Ids items) throws IOException {
    if (spec.queries().isEmpty()) {
      return List.of();
    }
    return switch (spec.queries().get()) {
      case DataSpec.QuerySource.Tags tags ->
          JudgedQueries.fromTags(tags.file(), items::contains, tags.minItems());
      case DataSpec.QuerySource.Judged judged -> judged(judged.file(), items);
      case DataSpec.QuerySource.Trec trec ->
          JudgedQueries.fromTrec(trec.topics(), trec.qrels(), items::contains);
    };
  }

  private List<JudgedQuery> judged(Path file, Ids items) throws IOException {
    try (Rejects rejects = Rejects.counting()) {
      List<JudgedQuery> queries =
          JudgedQueries.fromJudgements(JudgementSource.of(file), items, rejects);
      if (rejects.total() > 0) {
        notes.add(rejects.total() + " judgements were refused: " + rejects.counts());
      }
      return queries;
    }
  }

  /** How relevant clicks say that items are, allowing for where people look. */
  private SortedMap<String, SortedMap<String, Double>> clicked(Ids items) throws IOException {
    if (spec.clicks().isEmpty()) {
      return Collections.emptySortedMap();
    }
    try (Rejects rejects = Rejects.counting()) {
      ClickTable clicks = ClickTable.read(JudgementSource.of(spec.clicks().get()), items, rejects);
      Propensities looks = PositionBias.estimate(clicks);
      notes.add(
          "Clicks on "
              + clicks.pairs().size()
              + " pairs of query and item are weighted by who looks where, against the first"
              + " position: "
              + IntStream.rangeClosed(1, Math.min(clicks.positions(), 10))
                  .mapToObj(at -> String.format(Locale.ROOT, "%d: %.2f", at, looks.of(at)))
                  .collect(Collectors.joining(", "))
              + (rejects.total() == 0
                  ? "."
                  : "; " + rejects.total() + " records were refused: " + rejects.counts()));
      return ClickTargets.of(clicks, looks, ClickTargets.CLIP);
    }
  }

  private String description() {
    String positive =
        switch (spec.interactions().feedback()) {
          case Feedback.Threshold threshold -> "values from " + number(threshold.atLeast()) + " on";
          default -> "all";
        };
    return spec.catalogue().file().getFileName()
        + " and "
        + spec.interactions().file().getFileName()
        + " in "
        + spec.interactions().file().toAbsolutePath().getParent().getFileName()
        + ", positive: "
        + positive;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String hash(List<Item> items, InteractionTable positives, List<Answer> answers) {
    MessageDigest digest = Hashes.sha256();
    items.forEach(item -> line(digest, Json.line(item)));
    for (int row = 0; row < positives.size(); row++) {
      line(digest, Json.line(positives.interaction(row)));
    }
    answers.forEach(answer -> line(digest, Json.line(answer)));
    return Hashes.hex(digest);
  }

  private static void line(MessageDigest digest, String text) {
    digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
