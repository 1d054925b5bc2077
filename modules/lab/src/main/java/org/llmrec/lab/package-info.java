/**
 * Experiments that a reviewer can trust and repeat: an experiment file names data, protocol, models
 * and grids; running it tunes every model within one budget, tests each on several seeds, compares
 * them with paired statistics and writes reports.
 */
package org.llmrec.lab;
