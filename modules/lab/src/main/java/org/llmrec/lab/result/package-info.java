/**
 * What came out of an experiment, as plain records: {@link org.llmrec.lab.result.ExperimentResult}
 * is all that the reports show and all that is written as JSON.
 */
package org.llmrec.lab.result;
