package org.llmrec.llm.embedded.internal.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import org.llmrec.llm.Message;
import org.llmrec.llm.Sampling;

/** What the engine is asked to do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Order.Open.class, name = "open"),
  @JsonSubTypes.Type(value = Order.Complete.class, name = "complete"),
  @JsonSubTypes.Type(value = Order.Score.class, name = "score"),
  @JsonSubTypes.Type(value = Order.Cancel.class, name = "cancel")
})
public sealed interface Order {
  /** The number of the call; 0 for the first order, which opens the model. */
  long id();

  /**
   * Loads a model; the first order, and given once. Answered by {@link Report.Ready} or {@link
   * Report.Refused}.
   *
   * @param library llama.cpp's library, checked
   * @param file the model
   * @param context tokens of prompt and answer, 0 for the default
   * @param threads of all sessions together
   * @param parallel sessions
   * @param template a chat template's name, absent for that of the file
   */
  record Open(
      String library,
      String file,
      int context,
      int threads,
      int parallel,
      Optional<String> template)
      implements Order {
    @Override
    public long id() {
      return 0;
    }
  }

  /**
   * Writes an answer. Answered by {@link Report.Written} or {@link Report.Failed}.
   *
   * @param schema of a JSON answer
   */
  record Complete(long id, List<Message> messages, Optional<String> schema, Sampling sampling)
      implements Order {}

  /** Scores answers. Answered by {@link Report.Scored} or {@link Report.Failed}. */
  record Score(long id, List<Message> messages, List<String> answers) implements Order {}

  /** Nobody waits for that call any more. What it is answered by does not matter. */
  record Cancel(long id) implements Order {}
}
