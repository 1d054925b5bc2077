package org.llmrec.examples.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.llmrec.core.generation.Generation;
import org.llmrec.core.vector.VectorFile;
import org.llmrec.pipeline.Build;
import org.llmrec.pipeline.Workspace;
import org.llmrec.pipeline.WorkspaceVectors;
import org.llmrec.pipeline.build.BuildOptions;
import org.llmrec.pipeline.build.BuildReport;
import org.llmrec.pipeline.config.InitOptions;
import org.llmrec.pipeline.config.WorkspaceConfig;
import org.llmrec.recommender.Ranked;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;

/**
 * What runs every night: builds what has changed, then writes a list for everybody. It may be killed
 * at any moment and started again; what was done is not done twice.
 */
public final class Nightly {
  private static final int K = 10;

  private Nightly() {}

  /** Arguments: catalogue, interactions, workspace, the file of lists to write. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[2]);
    Workspace workspace =
        Files.exists(folder.resolve(WorkspaceConfig.FILE))
            ? Workspace.open(folder)
            : Workspace.init(
                folder, InitOptions.of(Path.of(arguments[0]), Path.of(arguments[1])));
    // Six nights a week the rankers go on from what they know; on Sunday they learn anew.
    boolean learns = LocalDate.now().getDayOfWeek() == DayOfWeek.SUNDAY;
    BuildReport built = Build.run(workspace, BuildOptions.defaults().refresh(!learns));
    built
        .stages()
        .forEach(s -> System.out.printf("%-20s %-10s %s%n", s.stage(), s.outcome(), s.reason()));
    Files.write(Path.of(arguments[3]), lists(folder));
  }

  private static List<String> lists(Path folder) throws IOException {
    try (Recommender recommender = Recommender.open(folder)) {
      List<String> lines = new ArrayList<>(List.of("user,items"));
      // The recommender is thread-safe, so all processors work.
      lines.addAll(
          people(folder).parallelStream()
              .map(person -> person + "," + list(recommender, person))
              .toList());
      return lines;
    }
  }

  private static String list(Recommender recommender, String person) {
    return recommender.recommend(Request.forUser(person).k(K)).items().stream()
        .map(Ranked::id)
        .collect(Collectors.joining(" "));
  }

  private static List<String> people(Path folder) throws IOException {
    try (Generation generation = Generation.pinCurrent(folder);
        VectorFile users = VectorFile.open(WorkspaceVectors.of(generation).file("users"))) {
      return IntStream.range(0, users.size()).mapToObj(users::id).toList();
    }
  }
}
