/**
 * An experiment as a person writes it: data, protocol, seeds, models with their grids, metrics, and
 * the figures that are expected. {@link org.llmrec.lab.experiment.ExperimentFile} reads the YAML
 * file into an {@link org.llmrec.lab.experiment.Experiment}; whatever is not understood is an error
 * that names the file, the line and the key.
 */
package org.llmrec.lab.experiment;
