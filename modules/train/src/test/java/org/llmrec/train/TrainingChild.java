package org.llmrec.train;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that trains, and says a word for each epoch, until it is killed. */
final class TrainingChild {
  static final TrainOptions OPTIONS =
      World.options().toBuilder().maxEpochs(12).threads(1).batch(40).foldInSample(32).build();

  private TrainingChild() {}

  static TrainData data(World world) {
    return world.data(World.positives(60, 14, 4));
  }

  static Continuation continuation(Path folder) {
    return Continuation.none().with(Checkpoints.in(folder.resolve("checkpoints")));
  }

  /** Arguments: the folder with the world's files, in which to train. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Path folder = Path.of(arguments[0]);
    try (World world = new World(folder.resolve("child"))) {
      TwoTowerTrainer.train(
          data(world),
          OPTIONS,
          folder.resolve("bundle"),
          continuation(folder),
          new EndingProgress(-1, () -> out.println("epoch")));
    }
    out.println("done");
  }

  static Process start(Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-cp",
            System.getProperty("java.class.path"),
            TrainingChild.class.getName(),
            folder.toString())
        .redirectError(folder.resolve("log").toFile())
        .start();
  }
}
