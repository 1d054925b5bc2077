package org.llmrec.lab.stage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.llmrec.data.protocol.Asker;
import org.llmrec.data.protocol.TrainingData;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.retrieve.source.Part;
import org.llmrec.retrieve.source.Retrieval;
import org.llmrec.retrieve.source.Seeker;
import org.llmrec.retrieve.source.WeightLearner;
import org.llmrec.train.method.FitContext;
import org.llmrec.train.method.FittedMethod;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.Settings;

/**
 * A first stage with its settings bound.
 *
 * @param name the method's
 * @param how the settings
 * @param stages where rankers are shared
 */
record StageMethod(String name, StageSettings how, FirstStages stages) implements Method {
  private static final String BEST_EPOCH = "best-epoch";

  @Override
  public Map<String, Object> settings() {
    return how.taken();
  }

  @Override
  public boolean usesText() {
    return true;
  }

  @Override
  public boolean usesSeed() {
    return true;
  }

  @Override
  public FittedMethod fit(TrainingData data, FitContext context) throws IOException {
    FirstStages.Lease lease = stages.of(data, context, how.ranker());
    try {
      Retrieval retrieval = how.retrieval();
      if (how.learns() && data.stopping().isPresent()) {
        retrieval = retrieval.weights(learn(data, data.stopping().get(), lease.stage()));
      }
      return new FittedStage(
          name, lease, retrieval, how.depth(), how.ranked(), facts(lease, retrieval));
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  /** On the validation rows, each user by what training knows of them. */
  private List<Double> learn(TrainingData data, InteractionTable validation, FirstStage stage) {
    WeightLearner learner = new WeightLearner(how.retrieval().mixing(), how.depth());
    int[][] history = data.positives().itemsByUser();
    int[][] wanted = validation.itemsByUser();
    for (int user = 0; user < history.length; user++) {
      if (wanted[user].length > 0 && history[user].length > 0) {
        Seeker seeker = stage.seeker(new Asker.Reader(user, history[user]));
        Set<Integer> relevant =
            IntStream.of(wanted[user]).boxed().collect(Collectors.toUnmodifiableSet());
        learner.add(how.retrieval().lists(stage.search(seeker), seeker), relevant);
      }
    }
    return learner.learn(how.retrieval().parts().stream().map(Part::weight).toList());
  }

  private Map<String, Double> facts(FirstStages.Lease lease, Retrieval retrieval) {
    Map<String, Double> facts = new LinkedHashMap<>();
    facts.put(BEST_EPOCH, lease.stage().towers().facts().get(BEST_EPOCH));
    for (int part = 0; part < how.names().size(); part++) {
      facts.put(StageSettings.weight(how.names().get(part)), retrieval.parts().get(part).weight());
    }
    return facts;
  }

  /** With the best epoch as the number of epochs, and the weights as they were learnt. */
  @Override
  public Method refit(FittedMethod tuned) {
    Map<String, Object> fixed = new LinkedHashMap<>(how.taken());
    how.names()
        .forEach(
            source ->
                fixed.put(
                    StageSettings.weight(source), tuned.facts().get(StageSettings.weight(source))));
    fixed.put("weights", "given");
    fixed.put(StageSettings.EPOCHS, tuned.facts().get(BEST_EPOCH).intValue());
    fixed.put(StageSettings.STOPPING, "none");
    return new StageMethod(
        name, StageSettings.read(Settings.of(name, fixed), how.ranked()), stages);
  }
}
