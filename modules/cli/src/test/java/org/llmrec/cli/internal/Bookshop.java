package org.llmrec.cli.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.llmrec.llm.FakeServer;
import org.llmrec.llm.Librarian;

/** A workspace of the first books of our sample, and a server that knows them. */
final class Bookshop implements AutoCloseable {
  static final int BOOKS = 20;

  final Librarian librarian;
  final FakeServer server;
  final Path catalogue;
  final Path ws;

  private Bookshop(Librarian librarian, Path folder) throws IOException {
    this.librarian = librarian;
    server = FakeServer.start().answering(librarian);
    catalogue = folder.resolve("items.jsonl");
    ws = folder.resolve("ws");
    List<String> books = Files.readAllLines(Librarian.sample("catalogue.jsonl")).subList(0, BOOKS);
    Files.write(catalogue, books);
    Path ratings = folder.resolve("ratings.csv");
    try (Stream<String> lines = Files.lines(Librarian.sample("interactions.csv"))) {
      String few =
          lines
              .filter(line -> line.matches(".*(item|,b0[01]\\d|,b020),.*"))
              .collect(Collectors.joining("\n"));
      Files.writeString(ratings, few + "\n");
    }
    Cli.Result init = Cli.run("init", ws, "--catalogue", catalogue, "--interactions", ratings);
    if (init.code() != 0) {
      throw new IllegalStateException(init.toString());
    }
    String yaml = Files.readString(yaml());
    // Smaller and fewer epochs than anybody would want.
    Files.writeString(
        yaml(),
        yaml.replaceFirst("# dims: \\d+", "dims: 16")
                .replaceFirst("# hidden: \\d+", "hidden: 16")
                .replaceFirst("# max-epochs: \\d+", "max-epochs: 3")
            + "\nllm:\n  kind: openai\n  model: gpt-fake\n  base-url: "
            + server.url()
            + "\n");
    Files.writeString(ws.resolve("prices.yaml"), "gpt-fake: {input: 1, output: 2}\n");
  }

  static Bookshop in(Path folder) throws IOException {
    return new Bookshop(Librarian.ofTheSample(), folder);
  }

  Path yaml() {
    return ws.resolve("llmrec.yaml");
  }

  /** More lines at the end of the configuration. */
  void configure(String lines) throws IOException {
    Files.writeString(yaml(), Files.readString(yaml()) + lines + "\n");
  }

  /** In this process. */
  Cli.Result run(String command, Object... more) {
    Object[] arguments = new Object[more.length + 3];
    arguments[0] = command;
    arguments[1] = "-w";
    arguments[2] = ws;
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Cli.run(arguments);
  }

  /** The files of the workspace that hold a text. */
  List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(ws)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
