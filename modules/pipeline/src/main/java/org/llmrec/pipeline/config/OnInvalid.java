package org.llmrec.pipeline.config;

/** What to do about an answer that is not as asked for, after one try to have it repaired. */
public enum OnInvalid {
  /** Keep it, use it for nothing, and do not ask again. */
  DISCARD,
  /** Use it all the same, and keep what is wrong beside it. */
  WARN,
  /** Count it as a failure: the next run asks again. */
  FAIL
}
