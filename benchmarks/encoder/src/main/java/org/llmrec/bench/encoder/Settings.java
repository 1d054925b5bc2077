package org.llmrec.bench.encoder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param texts JSON Lines; what the repository carries itself if none is given
 * @param count texts to encode
 * @param warm texts to warm up with
 * @param rounds how often every arm is measured
 * @param python an interpreter that has the packages of {@code requirements.txt}
 * @param out results go to this path with {@code .json} and {@code .md} behind it
 * @param docs a Markdown document to write the table into, between its markers
 * @param check whether a goal that is missed, or cannot be judged, is an error
 * @param render results to write tables of, instead of measuring
 * @param only parts of names: other arms are left out
 * @param ours further model folders for our encoder, by name; held to the goal of a fused graph
 */
record Settings(
    List<Path> texts,
    int count,
    int warm,
    int rounds,
    String python,
    Path out,
    Optional<Path> docs,
    boolean check,
    Optional<Path> render,
    List<String> only,
    Map<String, Path> ours) {
  private static final Path REPOSITORY = Path.of("../..");
  private static final String USAGE =
      "expected --texts FILE.jsonl, --count N, --warm N, --rounds N, --python PROGRAM, --out PATH,"
          + " --docs FILE.md, --check, --render RESULTS.json, --only NAME or --ours NAME=FOLDER,"
          + " found ";

  static Settings parse(String[] arguments) {
    List<Path> texts = new ArrayList<>();
    List<String> only = new ArrayList<>();
    Map<String, Path> ours = new LinkedHashMap<>();
    Map<String, String> single =
        new LinkedHashMap<>(
            Map.of("--count", "1500", "--warm", "200", "--rounds", "3", "--out", "target/encoder"));
    single.put("--python", System.getenv().getOrDefault("LLMREC_PYTHON", "python3"));
    single.put("--docs", null);
    single.put("--render", null);
    boolean check = false;
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (name.equals("--check")) {
        check = true;
        continue;
      }
      if (++i == arguments.length) {
        throw new IllegalArgumentException(USAGE + name + " at the end");
      }
      String value = arguments[i];
      switch (name) {
        case "--texts" -> texts.add(Path.of(value));
        case "--only" -> only.add(value);
        case "--ours" -> {
          String[] parts = value.split("=", 2);
          if (parts.length < 2) {
            throw new IllegalArgumentException(USAGE + name + " " + value);
          }
          ours.put(parts[0], Path.of(parts[1]));
        }
        default -> {
          if (!single.containsKey(name)) {
            throw new IllegalArgumentException(USAGE + name);
          }
          single.put(name, value);
        }
      }
    }
    return new Settings(
        texts.isEmpty() ? sample() : texts,
        Integer.parseInt(single.get("--count")),
        Integer.parseInt(single.get("--warm")),
        Integer.parseInt(single.get("--rounds")),
        single.get("--python"),
        Path.of(single.get("--out")),
        Optional.ofNullable(single.get("--docs")).map(Path::of),
        check,
        Optional.ofNullable(single.get("--render")).map(Path::of),
        only,
        ours);
  }

  /** What comes with the repository: a catalogue, and what a language model wrote of it. */
  private static List<Path> sample() {
    Path folder = REPOSITORY.resolve("data/sample");
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "expected to be run in benchmarks/encoder, or --texts FILE.jsonl; found no " + folder);
    }
    return List.of(folder.resolve("catalogue.jsonl"), folder.resolve("answers.jsonl"));
  }

  boolean wants(Arm arm) {
    return only.isEmpty() || only.stream().anyMatch(arm.name()::contains);
  }
}
