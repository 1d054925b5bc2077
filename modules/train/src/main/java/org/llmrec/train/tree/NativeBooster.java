package org.llmrec.train.tree;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.rank.tree.Trees;

/** XGBoost's model and matrices in native memory until closed. Confined to one thread. */
final class NativeBooster implements AutoCloseable {
  private final DMatrix data;
  private final Optional<DMatrix> validation;
  private final Booster booster;

  private NativeBooster(DMatrix data, Optional<DMatrix> validation, Booster booster) {
    this.data = data;
    this.validation = validation;
    this.booster = booster;
  }

  /** Takes the data in; no tree is grown yet. */
  static NativeBooster open(
      TreeData data, Optional<TreeData> validation, TreeSettings settings, TreeTrainer.Run run) {
    DMatrix rows = matrix(data);
    Optional<DMatrix> held = Optional.empty();
    try {
      held = validation.map(NativeBooster::matrix);
      Map<String, DMatrix> watched = new LinkedHashMap<>();
      held.ifPresent(matrix -> watched.put("validation", matrix));
      return new NativeBooster(
          rows, held, XGBoost.train(rows, parameters(settings, run), 0, watched, null, null));
    } catch (XGBoostError e) {
      rows.dispose();
      held.ifPresent(DMatrix::dispose);
      throw failed(e);
    } catch (RuntimeException e) {
      rows.dispose();
      held.ifPresent(DMatrix::dispose);
      throw e;
    }
  }

  /** Grows the next tree. */
  void grow(int round) {
    try {
      booster.update(data, round);
    } catch (XGBoostError e) {
      throw failed(e);
    }
  }

  /** The figure of the validation. */
  double validate(int round) {
    String line;
    try {
      line =
          booster.evalSet(
              new DMatrix[] {validation.orElseThrow()}, new String[] {"validation"}, round);
    } catch (XGBoostError e) {
      throw failed(e);
    }
    try {
      // Such as "[7]\tvalidation-ndcg@10:0.5".
      return Double.parseDouble(line.substring(line.lastIndexOf(':') + 1).strip());
    } catch (NumberFormatException e) {
      throw new LlmrecException(
          TrainingCode.TRAINING_DIVERGED,
          "expected a number as the validation's figure, found "
              + line.strip()
              + "; lower the rate of the trees or the size of the labels",
          e);
    }
  }

  /** The first trees, in arrays of ours. */
  Trees trees(int count) {
    try {
      return XgboostModel.parse(json(), count);
    } catch (IllegalArgumentException e) {
      throw new LlmrecException(
          TrainingCode.TRAINING_DIVERGED,
          "XGBoost learnt what cannot be taken over: "
              + e.getMessage()
              + "; lower the rate of the trees or the size of the labels",
          e);
    }
  }

  /** The model as XGBoost writes it. */
  byte[] json() {
    try {
      return booster.toByteArray("json");
    } catch (XGBoostError e) {
      throw failed(e);
    }
  }

  /** The model itself, for comparisons. */
  Booster booster() {
    return booster;
  }

  /** The data that it learns from. */
  DMatrix data() {
    return data;
  }

  @Override
  public void close() {
    booster.dispose();
    validation.ifPresent(DMatrix::dispose);
    data.dispose();
  }

  /** Rows in native memory; the caller disposes of them. */
  static DMatrix matrix(TreeData data) {
    try {
      DMatrix matrix = new DMatrix(data.features(), data.rows(), data.columns(), Float.NaN);
      try {
        matrix.setLabel(data.labels());
        if (data.groups().length > 0) {
          matrix.setGroup(data.groups());
        }
        return matrix;
      } catch (XGBoostError | RuntimeException e) {
        matrix.dispose();
        throw e;
      }
    } catch (XGBoostError e) {
      throw failed(e);
    } catch (LinkageError e) {
      throw new LlmrecException(
          MachineCode.NATIVE_MISSING,
          "learning trees needs XGBoost's native library, which did not start: expected"
              + " xgboost4j_2.13 with the library of this platform on the class path, a writable"
              + " folder for temporary files and, on Linux, libgomp.so.1 (package libgomp1); found: "
              + (e.getCause() == null ? e : e.getCause()),
          e);
    }
  }

  private static Map<String, Object> parameters(TreeSettings settings, TreeTrainer.Run run) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("objective", settings.objective().objective());
    parameters.put("eval_metric", settings.objective().metric());
    parameters.put("tree_method", "hist");
    parameters.put("grow_policy", "lossguide");
    parameters.put("max_depth", 0);
    parameters.put("max_leaves", settings.leaves());
    parameters.put("eta", settings.rate());
    parameters.put("min_child_weight", settings.least());
    parameters.put("lambda", settings.lambda());
    parameters.put("subsample", settings.rows());
    parameters.put("colsample_bytree", settings.columns());
    parameters.put("max_bin", settings.bins());
    parameters.put("nthread", run.threads());
    parameters.put("seed", Long.hashCode(run.seed()) & Integer.MAX_VALUE);
    parameters.put("verbosity", 0);
    return parameters;
  }

  private static LlmrecException failed(XGBoostError e) {
    return new LlmrecException(MachineCode.NATIVE_FAILED, "XGBoost failed: " + e.getMessage(), e);
  }
}
