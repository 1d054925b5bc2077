package org.llmrec.cli.internal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;

/** Asks the same for many people, on all processors, and writes the answers in their order. */
final class ForEverybody {
  /** Answers that are held at a time. */
  private static final int TOGETHER = 512;

  private ForEverybody() {}

  /**
   * Writes the file, whole or not at all.
   *
   * @param head what it begins with; may be empty
   * @param request for one person
   * @param lines what is written of a person's answer
   */
  static void write(
      Path file,
      String head,
      Recommender recommender,
      List<String> people,
      Function<String, Request> request,
      Lines lines,
      Progress progress)
      throws IOException {
    try (Progress.Task task = progress.start("ask", people.size(), "people")) {
      AtomicFiles.write(
          file,
          out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            writer.write(head);
            for (int from = 0; from < people.size(); from += TOGETHER) {
              List<String> some = people.subList(from, Math.min(people.size(), from + TOGETHER));
              List<String> written =
                  some.parallelStream()
                      .map(
                          person -> {
                            Response response = recommender.recommend(request.apply(person));
                            task.advance(1);
                            return lines.of(person, response);
                          })
                      .collect(Collectors.toList());
              for (String each : written) {
                writer.write(each);
              }
            }
            writer.flush();
          });
    }
  }

  /** What is written of a person's answer, with the ends of the lines. */
  @FunctionalInterface
  interface Lines {
    String of(String person, Response response);
  }
}
