/** The parts of a training; nothing outside this module uses them. */
package org.llmrec.train.internal;
