package org.llmrec.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.llmrec.pipeline.build.BuildListener;
import org.llmrec.pipeline.build.BuildOptions;

/** Another process that builds a workspace, to be killed on the way. */
final class RealBuildChild {
  private RealBuildChild() {}

  /** Arguments: the workspace, and a folder in which a file is made for every stage that begins. */
  public static void main(String[] arguments) throws IOException {
    Path begun = Path.of(arguments[1]);
    BuildListener listener =
        new BuildListener() {
          @Override
          public void starting(String stage, String reason) {
            try {
              Files.writeString(begun.resolve(stage.replace('/', '-')), reason);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    Build.run(Workspace.open(Path.of(arguments[0])), BuildOptions.defaults().listener(listener));
  }
}
