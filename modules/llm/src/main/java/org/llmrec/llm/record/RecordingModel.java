package org.llmrec.llm.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.llm.Completion;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.ModelInfo;
import org.llmrec.llm.ScoreRequest;
import org.llmrec.llm.Scores;
import org.llmrec.llm.batch.BatchEndpoint;

/**
 * Writes a model's answers down as they come, for a {@link RecordedModel} to replay. Every answer
 * is on the disk before the caller has it. A request that the recording holds already is answered
 * from it, so that recording can be taken up again without paying twice. Failures are not recorded,
 * nor are batches. Thread-safe; one recorder at a time writes to a file.
 */
public final class RecordingModel implements LanguageModel {
  private final LanguageModel model;
  private final RecordingFile file;

  private RecordingModel(LanguageModel model, RecordingFile file) {
    this.model = model;
    this.file = file;
  }

  /**
   * Around a model, which is closed with it.
   *
   * @param file appended to, or begun if it is not there; a last line that was cut off is removed,
   *     with a note in the log
   * @throws ConfigException if the file is of another model, or somebody else records into it
   * @throws CorruptFileException if a line before the last is damaged
   * @throws IOException if the file cannot be read or written
   */
  public static RecordingModel around(LanguageModel model, Path file) throws IOException {
    return new RecordingModel(model, RecordingFile.open(file, RecordingHeader.of(model.info())));
  }

  @Override
  public ModelInfo info() {
    return model.info();
  }

  @Override
  public Completion complete(CompletionRequest request) throws InterruptedException {
    Asked.check(info(), request);
    Optional<RecordedLine> known = file.find(RequestKey.of(request));
    if (known.isPresent()) {
      return known.get().toCompletion();
    }
    Completion answer = model.complete(request);
    write(RecordedLine.of(request, answer));
    return answer;
  }

  @Override
  public Scores score(ScoreRequest request) throws InterruptedException {
    Asked.check(info(), request.deadline());
    Optional<RecordedLine> known = file.find(RequestKey.of(request));
    if (known.isPresent()) {
      return known.get().toScores();
    }
    Scores answer = model.score(request);
    write(RecordedLine.of(request, answer));
    return answer;
  }

  @Override
  public Optional<BatchEndpoint> batch() {
    return model.batch();
  }

  @Override
  public void close() {
    try (model) {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(RecordedLine line) {
    try {
      file.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException("the answer could not be recorded", e);
    }
  }
}
