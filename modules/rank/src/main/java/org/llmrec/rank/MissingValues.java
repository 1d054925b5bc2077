package org.llmrec.rank;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the ranker does about a text that an item lacks. Every bundle must say it. */
public enum MissingValues {
  /** A vector learnt in training, one for each field, stands in for the absent one. */
  @JsonProperty("learnt vector per field")
  LEARNT_VECTOR
}
