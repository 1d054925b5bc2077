package org.llmrec.bench.training;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What the training's thread is in, by Java's own flight recorder: a call of the engine by its name,
 * anything else by the method of ours that it is in.
 */
final class Profile {
  private static final String NATIVE = "jdk.NativeMethodSample";
  private static final String JAVA = "jdk.ExecutionSample";
  private static final Duration EVERY = Duration.ofMillis(10);

  /** A part of the samples, from 0 to 1. */
  record Share(String where, double share) {}

  /** A training. */
  @FunctionalInterface
  interface Work {
    void run() throws IOException;
  }

  private Profile() {}

  /** Runs it and gives the parts, greatest first. */
  static List<Share> of(Path folder, Work work) throws IOException {
    Path file = folder.resolve("training.jfr");
    try (Recording recording = new Recording()) {
      recording.enable(NATIVE).withPeriod(EVERY);
      recording.enable(JAVA).withPeriod(EVERY);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    String here = Thread.currentThread().getName();
    Map<String, Integer> counts = new TreeMap<>();
    int all = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      Optional<String> where = where(event, here);
      if (where.isPresent()) {
        counts.merge(where.get(), 1, Integer::sum);
        all++;
      }
    }
    double samples = all;
    return counts.entrySet().stream()
        .map(entry -> new Share(entry.getKey(), entry.getValue() / samples))
        .sorted(Comparator.comparingDouble(Share::share).reversed())
        .toList();
  }

  private static Optional<String> where(RecordedEvent event, String thread) {
    String kind = event.getEventType().getName();
    if (!kind.equals(NATIVE) && !kind.equals(JAVA)) {
      return Optional.empty();
    }
    RecordedThread sampled = event.getThread("sampledThread");
    RecordedStackTrace stack = event.getStackTrace();
    if (sampled == null || stack == null || !thread.equals(sampled.getJavaName())) {
      return Optional.empty();
    }
    List<RecordedFrame> frames = stack.getFrames();
    String top = frames.getFirst().getMethod().getType().getName();
    if (top.startsWith("ai.djl.pytorch.jni.")) {
      return Optional.of("PyTorch, " + frames.getFirst().getMethod().getName());
    }
    return frames.stream()
        .map(frame -> frame.getMethod())
        .filter(method -> method.getType().getName().startsWith("org.llmrec."))
        .map(method -> simple(method.getType().getName()) + "." + method.getName())
        .findFirst();
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
