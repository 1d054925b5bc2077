package org.llmrec.core;

/** The listener of callers who did not ask. */
enum SilentProgress implements Progress, Progress.Task {
  INSTANCE;

  @Override
  public Task start(String what, long total, String unit) {
    return this;
  }

  @Override
  public void advance(long units) {}

  @Override
  public void note(String line) {}

  @Override
  public void close() {}
}
