package org.llmrec.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.data.protocol.ProtocolSplit;
import org.llmrec.data.protocol.SplitFiles;
import org.llmrec.lab.experiment.Experiment;
import org.llmrec.lab.result.ExperimentResult;
import org.llmrec.lab.run.store.CodeHash;
import org.llmrec.lab.run.store.ResultStore;
import org.llmrec.lab.run.store.StoreKey;

/**
 * Runs an experiment from its file's contents to its result.
 *
 * <pre>
 * OUT/store/*.json.gz    every fit that was judged; may be deleted, and is made anew then
 * TEXTS/…                vectors of texts, and the encoder's files
 * OUT/scratch/…          temporary
 * </pre>
 *
 * <p>May be killed at any moment: what was judged stays, and the next run goes on from there to the
 * same result, times aside. One run at a time has a folder.
 */
public final class ExperimentRun {
  private ExperimentRun() {}

  /**
   * Runs.
   *
   * @throws org.llmrec.core.error.ConfigException if the data, a method or a file of scores cannot
   *     be used so
   * @throws LlmrecException if a method fails; names the model
   * @throws IOException if the disk fails
   */
  public static ExperimentResult run(Experiment experiment, RunOptions options) throws IOException {
    try (RunLock lock = RunLock.of(options.out())) {
      Path scratch = options.out().resolve("scratch");
      AtomicFiles.deleteTree(scratch);
      Files.createDirectories(scratch);
      ExperimentData data = DataLoader.load(experiment.data(), scratch, options.progress());
      List<ProtocolSplit> splits = Splits.of(experiment, data);
      try (Encoders encoders = Encoders.of(experiment, data, options.texts(), options.progress())) {
        return run(experiment, options, data, splits, encoders);
      } finally {
        AtomicFiles.deleteTree(scratch);
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new LlmrecException(
          TrainingCode.EVALUATION_FAILED, "the experiment failed: " + e.getMessage(), e);
    }
  }

  private static ExperimentResult run(
      Experiment experiment,
      RunOptions options,
      ExperimentData data,
      List<ProtocolSplit> splits,
      Encoders encoders)
      throws Exception {
    ResultStore store = ResultStore.open(options.out().resolve("store"));
    String code = CodeHash.current();
    try (MethodSource methods = new MethodSource(encoders.usual(), experiment.llm())) {
      TrialRunner runner =
          new TrialRunner(experiment, splits, encoders, methods, store, options, code);
      Bench bench = new Bench(experiment, splits, runner, methods, options);
      List<List<StoreKey>> keys = bench.run();
      return new Summary(experiment, options, data, splits, encoders.usual(), store, code)
          .of(bench, keys, runner.measures());
    }
  }

  /**
   * Writes the splits of an experiment for others to fit and score on, and runs nothing.
   *
   * @param folder gets a folder {@code seed-N} for each seed
   * @return these folders
   */
  public static List<Path> writeSplits(Experiment experiment, RunOptions options, Path folder)
      throws IOException {
    try (RunLock lock = RunLock.of(options.out())) {
      Path scratch = options.out().resolve("scratch");
      Files.createDirectories(scratch);
      ExperimentData data = DataLoader.load(experiment.data(), scratch, options.progress());
      List<Path> written = new ArrayList<>();
      for (ProtocolSplit split : Splits.of(experiment, data)) {
        Path place = Splits.folder(folder, split.options().seed());
        SplitFiles.write(place, split);
        written.add(place);
      }
      return written;
    }
  }
}
