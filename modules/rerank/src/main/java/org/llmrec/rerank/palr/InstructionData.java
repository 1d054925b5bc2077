package org.llmrec.rerank.palr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.history.TrainingHistories;

/**
 * Examples to tune a model by, made of training histories alone: {@code Recommend} shows a history
 * and wants what came after; {@code Recommend_Retrieval} shows candidates too, among which are all
 * that came after and hard negatives (items of the same keywords, and items that the same people
 * met).
 *
 * <p>That all targets are among the candidates is a means of teaching. When a model is judged, the
 * candidates come from a retriever, and what it did not find is missed: {@link PalrCase}.
 *
 * <p>For one thread.
 */
public final class InstructionData {
  private final TrainingHistories histories;
  private final InstructionOptions options;
  private final Affinity affinity;

  /** A history that is cut in two, by item numbers. */
  private record Cut(List<Integer> history, List<Integer> targets, int enriched) {}

  /** Of what may be learnt from. */
  public InstructionData(TrainingHistories histories, InstructionOptions options) {
    this.histories = histories;
    this.options = Objects.requireNonNull(options, "options");
    this.affinity = new Affinity(histories);
  }

  /**
   * History and what came after. At most half of a user's items are targets.
   *
   * @param user the user's number
   * @return empty where the user met fewer than 2 items
   */
  public Optional<Sample> recommend(int user) {
    return cut(user).map(cut -> sample(user, cut, Optional.empty()));
  }

  /**
   * History, candidates, and which of them came after.
   *
   * @param user the user's number
   * @return empty where the user met fewer than 2 items
   */
  public Optional<Sample> retrieval(int user) {
    return cut(user).map(cut -> sample(user, cut, Optional.of(candidates(user, cut))));
  }

  /**
   * Writes samples as JSON Lines with the fields instruction, input and output.
   *
   * @throws IOException if it fails; the file is then as it was
   */
  public static void write(Path file, Stream<Sample> samples) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          for (Sample sample : (Iterable<Sample>) samples::iterator) {
            out.write((Json.line(sample.instruction()) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  private Optional<Cut> cut(int user) {
    List<Integer> met = Arrays.stream(histories.numbers(user)).boxed().distinct().toList();
    if (met.size() < 2) {
      return Optional.empty();
    }
    int future = Math.min(options.targets(), met.size() / 2);
    List<Integer> past = met.subList(0, met.size() - future);
    List<Integer> targets = new ArrayList<>(met.subList(past.size(), met.size()));
    if (options.enrich() && future < options.targets()) {
      Set<Integer> own = new HashSet<>(met);
      affinity.met(met).stream()
          .filter(item -> !own.contains(item))
          .limit(options.targets() - future)
          .forEach(targets::add);
    }
    return Optional.of(
        new Cut(
            past.subList(Math.max(0, past.size() - options.latest()), past.size()),
            targets,
            targets.size() - future));
  }

  /** The targets and as many hard negatives as there are, half of each kind; the rest is drawn. */
  private List<Integer> candidates(int user, Cut cut) {
    String name = histories.users().get(user);
    Set<Integer> own = new HashSet<>(Arrays.stream(histories.numbers(user)).boxed().toList());
    Set<Integer> taken = new LinkedHashSet<>(cut.targets());
    int free = options.candidates() - taken.size();
    List<Integer> alike = shuffled(affinity.alike(cut.targets()), name + " alike");
    List<Integer> known = shuffled(affinity.known(), name + " any");
    take(taken, alike, own, taken.size() + (free + 1) / 2);
    take(taken, affinity.met(cut.targets()), own, options.candidates());
    take(taken, alike, own, options.candidates());
    take(taken, known, own, options.candidates());
    return shuffled(List.copyOf(taken), name + " candidates");
  }

  private static void take(Set<Integer> taken, List<Integer> from, Set<Integer> own, int size) {
    for (int item : from) {
      if (taken.size() >= size) {
        return;
      }
      if (!own.contains(item)) {
        taken.add(item);
      }
    }
  }

  private List<Integer> shuffled(List<Integer> items, String name) {
    return IntStream.of(SeededShuffle.of(items.size(), options.seed(), name))
        .mapToObj(items::get)
        .toList();
  }

  private Sample sample(int user, Cut cut, Optional<List<Integer>> candidates) {
    History history = new History(cut.history().stream().map(histories::item).toList());
    return new Sample(
        histories.users().get(user),
        ids(cut.history()),
        ids(cut.targets()),
        cut.enriched(),
        candidates.map(this::ids),
        new Instruction(
            PalrWording.instruction(candidates.isPresent(), cut.targets().size()),
            PalrWording.input(history, Optional.empty(), candidates.map(this::titles)),
            PalrWording.titles(titles(cut.targets()))));
  }

  private List<String> ids(List<Integer> items) {
    return items.stream().map(histories::item).map(HistoryItem::id).toList();
  }

  private List<String> titles(List<Integer> items) {
    return items.stream().map(histories::item).map(HistoryItem::title).toList();
  }
}
