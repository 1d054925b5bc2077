package org.llmrec.lab.run.summary;

import java.util.List;
import org.llmrec.lab.experiment.ModelSpec;
import org.llmrec.lab.result.ModelResult;

/**
 * A model's line with what comparisons need.
 *
 * @param spec what the experiment says of it
 * @param result what is shown
 * @param unitMeans per reported metric each unit's mean over seeds and cases, {@code [metrics]
 *     [units]}; units are the same for all models of an experiment
 */
@SuppressWarnings("ArrayRecordComponent") // read-only by contract
public record Line(ModelSpec spec, ModelResult result, List<double[]> unitMeans) {}
