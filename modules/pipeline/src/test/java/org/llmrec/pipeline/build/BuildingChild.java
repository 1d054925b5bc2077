package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Another process that builds the toys slowly, to be killed on the way. */
final class BuildingChild {
  private BuildingChild() {}

  /** Arguments: workspace, text, separator, pause in milliseconds, file to make when it begins. */
  public static void main(String[] arguments) throws IOException {
    Toys.Knobs knobs = new Toys.Knobs();
    knobs.separator = arguments[2];
    knobs.pauseMillis = Long.parseLong(arguments[3]);
    Path begun = Path.of(arguments[4]);
    BuildOptions options =
        BuildOptions.defaults()
            .listener(
                new BuildListener() {
                  @Override
                  public void starting(String stage, String reason) {
                    try {
                      Files.writeString(begun, stage);
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }
                });
    PlanBuild.run(Path.of(arguments[0]), Toys.plan(Path.of(arguments[1]), knobs), options);
  }

  static Process start(
      Path workspace, Path text, String separator, long pause, Path begun, Path log)
      throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BuildingChild.class.getName(),
            workspace.toString(),
            text.toString(),
            separator,
            Long.toString(pause),
            begun.toString())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
