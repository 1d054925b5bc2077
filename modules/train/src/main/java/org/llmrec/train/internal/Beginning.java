package org.llmrec.train.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.train.Checkpoints;
import org.llmrec.train.Continuation;
import org.llmrec.train.TrainData;
import org.llmrec.train.TrainOptions;

/** Finds out where a training begins, and goes on from there. */
final class Beginning {
  private final Torch torch;
  private final TrainData data;
  private final Positives positives;
  private final TrainOptions options;
  private final TextInput texts;
  private final List<String> notes = new ArrayList<>();

  Beginning(Torch torch, TrainData data, Positives positives, TrainOptions options) {
    this.torch = torch;
    this.data = data;
    this.positives = positives;
    this.options = options;
    this.texts = TextInput.load(torch.manager(), data.items(), data.fields());
  }

  /** The learner at its first epoch or at the one after the checkpoint, learning to the end. */
  Learnt learn(Continuation continuation, Progress progress) throws IOException {
    String start = "";
    Weights weights;
    if (continuation.bundle().isPresent()) {
      try (WarmStart warm = WarmStart.open(continuation.bundle().get(), data, options)) {
        start = warm.checksum();
        weights = warm.weights(positives.users(), texts.centrings());
        notes.addAll(warm.notes(data, positives.users(), continuation.grown()));
      }
    } else {
      int in = texts.fields() * texts.fieldDims();
      weights = StartingWeights.draw(in, positives.users().size(), options);
    }
    LearnerState first =
        LearnerState.begin(weights, Positives.count(positives.train()), options.seed());
    if (continuation.checkpoints().isEmpty()) {
      return learner(first).learn(Learner.Saving.NONE, progress);
    }
    Checkpoints checkpoints = continuation.checkpoints().get();
    TrainingIdentity identity =
        TrainingIdentity.of(data, positives, options, torch.version(), start);
    try (CheckpointFolder folder = CheckpointFolder.open(checkpoints, identity)) {
      LearnerState state = saved(folder, checkpoints.folder()).orElse(first);
      return learner(state).learn(folder, progress);
    }
  }

  /** What a reader of the report should know about it. */
  List<String> notes() {
    return notes;
  }

  private Optional<LearnerState> saved(CheckpointFolder folder, Path where) throws IOException {
    try {
      Optional<LearnerState> state =
          folder.read(StoppingRule.of(options, Learner.judges(positives).length > 0));
      state.ifPresent(
          found ->
              notes.add(
                  "went on from the checkpoint after epoch "
                      + found.epochs().size()
                      + " in "
                      + where));
      return state;
    } catch (CorruptFileException e) {
      notes.add("the checkpoint could not be used, so training started over: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Learner learner(LearnerState state) {
    return new Learner(torch, texts, positives, options, state);
  }
}
