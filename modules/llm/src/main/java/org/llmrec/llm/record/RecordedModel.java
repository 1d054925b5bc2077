package org.llmrec.llm.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.llm.Capability;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;

/**
 * Replays what a {@link RecordingModel} has written down: for demonstrations, tests and sharing. It
 * bears the recorded model's name and capabilities, answers word for word as that did, in no time,
 * and reports the tokens that the answers took then. What was not recorded is a failure of that one
 * request, {@link ModelException.Kind#UNRECORDED}. The recording is held in memory. Thread-safe.
 */
public final class RecordedModel implements LanguageModel {
  private static final System.Logger LOG = System.getLogger(RecordedModel.class.getName());

  private final Path file;
  private final ModelInfo info;
  private final Map<String, RecordedLine> lines;

  private RecordedModel(Path file, ModelInfo info, Map<String, RecordedLine> lines) {
    this.file = file;
    this.info = info;
    this.lines = lines;
  }

  /**
   * Reads a recording. A last line that was cut off while it was written is left out, with a note
   * in the log.
   *
   * @throws CorruptFileException if another line is damaged, or the first one missing
   * @throws IOException if the file cannot be read
   */
  public static RecordedModel open(Path file) throws IOException {
    Recording recording = Recording.read(file);
    if (recording.torn() > 0) {
      LOG.log(System.Logger.Level.WARNING, "{0}: the last line is cut off; left out", file);
    }
    RecordingHeader header =
        recording
            .header()
            .orElseThrow(
                () ->
                    new CorruptFileException(
                        FileCode.FILE_DAMAGED,
                        file,
                        "a recording's header in line 1",
                        "no whole line",
                        "restore the file or record again"));
    return new RecordedModel(file, header.info(), recording.lines());
  }

  /** Answers that it knows. */
  public int size() {
    return lines.size();
  }

  @Override
  public ModelInfo info() {
    return info;
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    Asked.check(info, request);
    return line(RequestKey.of(request)).toCompletion();
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    if (!info.can(Capability.ANSWER_SCORES)) {
      info.require(Capability.FIRST_TOKEN_SCORES, "scores");
    }
    Asked.check(info, request.deadline());
    return line(RequestKey.of(request)).toScores();
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }

  private RecordedLine line(String key) {
    RecordedLine line = lines.get(key);
    if (line == null) {
      throw new ModelException(
          ModelException.Kind.UNRECORDED,
          info.id()
              + ": "
              + file
              + " holds no answer to this request (key "
              + key
              + "); ask the model itself through a RecordingModel with this file, or ask exactly as"
              + " was recorded (messages, schema, sampling)");
    }
    return line;
  }
}
