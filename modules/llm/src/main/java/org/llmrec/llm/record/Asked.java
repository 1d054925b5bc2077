package org.llmrec.llm.record;

import org.llmrec.core.Deadline;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;

/** What has to hold before a request is answered, be it from a file. */
final class Asked {
  private Asked() {}

  static void check(ModelInfo info, CompletionRequest request) throws InterruptedException {
    if (request.schema().isPresent()) {
      info.require(Capability.JSON_SCHEMA, "an answer to a schema");
    }
    if (request.sampling().seed().isPresent()) {
      info.require(Capability.SEED, "a seed");
    }
    check(info, request.deadline());
  }

  static void check(ModelInfo info, Deadline deadline) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("asked to stop before answering");
    }
    if (deadline.expired()) {
      throw new ModelException(
          ModelException.Kind.DEADLINE, info.id() + ": the deadline has passed; nothing was asked");
    }
  }
}
