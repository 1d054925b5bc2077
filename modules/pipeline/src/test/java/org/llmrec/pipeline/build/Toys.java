package org.llmrec.pipeline.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.llmrec.core.generation.StageEntry;

/**
 * A plan of toy stages over a text file: {@code words} (one word a line), {@code count/<letter>}
 * for each first letter, and {@code join}, which reads all counts.
 */
final class Toys {
  /** How the toys behave; changed by tests. */
  static final class Knobs {
    String casing = "upper";
    String separator = ",";
    int format = 1;
    long pauseMillis;
    String failing = "";
    Exception failure = new IOException("a toy broke");
    final List<String> ran = new ArrayList<>();
  }

  private final Path text;
  private final Knobs knobs;

  private Toys(Path text, Knobs knobs) {
    this.text = text;
    this.knobs = knobs;
  }

  static StagePlan plan(Path text, Knobs knobs) {
    Toys toys = new Toys(text, knobs);
    return new StagePlan(
        List.of(
            new StagePlan.Step("words", Set.of(), outputs -> List.of(toys.words())),
            new StagePlan.Step("lone", Set.of(), outputs -> List.of(toys.lone())),
            new StagePlan.Step("count", Set.of("words"), toys::counts),
            new StagePlan.Step("join", Set.of("count"), outputs -> List.of(toys.join(outputs)))));
  }

  private Stage words() {
    return toy(
        "words",
        List.of(new StageInput.External("text", text)),
        Map.of("words.casing", knobs.casing),
        context -> {
          List<String> words = new ArrayList<>();
          long bad = 0;
          for (String word : Files.readString(context.input("text")).split("\\s+")) {
            if (word.startsWith("!")) {
              bad++;
              if (context.strict()) {
                throw new org.llmrec.core.error.BadRecordException("bad word " + word);
              }
            } else if (!word.isEmpty()) {
              words.add(knobs.casing.equals("upper") ? word.toUpperCase(Locale.ROOT) : word);
            }
          }
          context.count("words", words.size());
          context.count(StageRecord.REJECTED, bad);
          write(context, "words.txt", words);
        });
  }

  private Stage lone() {
    return toy("lone", List.of(), Map.of(), context -> write(context, "lone.txt", List.of("1")));
  }

  private List<Stage> counts(Outputs outputs) {
    TreeMap<String, Stage> stages = new TreeMap<>();
    try {
      for (String word : Files.readAllLines(outputs.get("words").file("words.txt"))) {
        String letter = word.substring(0, 1);
        stages.put(
            letter,
            toy(
                "count/" + letter,
                List.of(new StageInput.Output("words", "words.txt")),
                Map.of(),
                context -> {
                  long count =
                      Files.readAllLines(context.input("words", "words.txt")).stream()
                          .filter(other -> other.startsWith(letter))
                          .count();
                  write(context, "sub/count.txt", List.of(letter + "=" + count));
                }));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return List.copyOf(stages.values());
  }

  private Stage join(Outputs outputs) {
    List<StageInput> inputs = new ArrayList<>();
    for (String stage : outputs.stages()) {
      if (stage.startsWith("count/")) {
        inputs.add(new StageInput.Output(stage, "sub/count.txt"));
      }
    }
    return toy(
        "join",
        inputs,
        Map.of("join.separator", knobs.separator),
        context -> {
          List<String> parts = new ArrayList<>();
          for (StageInput input : inputs) {
            parts.add(Files.readString(context.input(input.name())).strip());
          }
          write(context, "join.txt", List.of(String.join(knobs.separator, parts)));
        });
  }

  private void write(StageContext context, String name, List<String> lines) throws IOException {
    Path file = context.folder().resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  private interface Work {
    void run(StageContext context) throws IOException, InterruptedException;
  }

  private Stage toy(String name, List<StageInput> inputs, Map<String, String> options, Work work) {
    return new Stage() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int format() {
        return name.equals("join") ? knobs.format : 1;
      }

      @Override
      public List<StageInput> inputs() {
        return inputs;
      }

      @Override
      public Map<String, String> options() {
        return options;
      }

      @Override
      public void run(StageContext context) throws IOException, InterruptedException {
        knobs.ran.add(name);
        Files.writeString(context.folder().resolve("half.txt"), "half");
        Thread.sleep(knobs.pauseMillis);
        work.run(context);
        if (name.equals(knobs.failing)) {
          switch (knobs.failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case InterruptedException e -> throw e;
            default -> throw new IllegalStateException(knobs.failure);
          }
        }
        Thread.sleep(knobs.pauseMillis);
      }
    };
  }

  /** Every output's text by its path, without the records, which carry times. */
  static Map<String, String> outputs(Path workspace) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(workspace.resolve(StageEntry.STAGES))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.getFileName().toString().equals(StageRecord.FILE)) {
          found.put(workspace.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return found;
  }
}
