package org.llmrec.llm.embedded.internal.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.ModelException;

/** What the engine has to say. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "report")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Report.Ready.class, name = "ready"),
  @JsonSubTypes.Type(value = Report.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Report.Written.class, name = "written"),
  @JsonSubTypes.Type(value = Report.Scored.class, name = "scored"),
  @JsonSubTypes.Type(value = Report.Failed.class, name = "failed")
})
public sealed interface Report {
  /** The number of the call; 0 for what came of opening. */
  long id();

  /**
   * The model is loaded.
   *
   * @param contextTokens of prompt and answer together
   */
  record Ready(int contextTokens) implements Report {
    @Override
    public long id() {
      return 0;
    }
  }

  /**
   * The model cannot be opened; the engine ends.
   *
   * @param code which error it is, as people see it
   * @param message for the person who chose the model
   */
  record Refused(String code, String message) implements Report {
    @Override
    public long id() {
      return 0;
    }
  }

  /** An answer. */
  record Written(long id, String text, FinishReason finish, int promptTokens, int completionTokens)
      implements Report {}

  /**
   * Scores.
   *
   * @param logProbabilities natural, in the order of the answers
   */
  record Scored(long id, List<Double> logProbabilities, int promptTokens) implements Report {}

  /** No answer; the engine goes on. */
  record Failed(long id, ModelException.Kind kind, String message) implements Report {}
}
