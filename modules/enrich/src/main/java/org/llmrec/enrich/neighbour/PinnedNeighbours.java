package org.llmrec.enrich.neighbour;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.FileCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.io.Hashes;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLines;
import org.llmrec.data.protocol.TrainingData;

/**
 * The neighbours of a catalogue as they were found once, so that a question about an item stays the
 * same question, and nobody pays for it again, until somebody asks for new ones. A file of JSON
 * Lines: {@link PinnedFacts}, then a line per item that has neighbours, then the SHA-256 of all
 * before it. Holds all lists in memory: about 50 bytes and one reference for each neighbour, an id
 * once for each item. Immutable and safe to share between threads.
 */
public final class PinnedNeighbours implements NeighbourSource {
  private static final String ADVICE =
      "restore the file, or find them anew with `llmrec enrich --refresh-neighbours`";

  private final PinnedFacts facts;
  private final Map<String, List<String>> lists;
  private final ItemTexts texts;

  private PinnedNeighbours(PinnedFacts facts, Map<String, List<String>> lists, ItemTexts texts) {
    this.facts = facts;
    this.lists = lists;
    this.texts = texts;
  }

  /** One line. */
  private record Line(String item, List<String> neighbours) {}

  /** The last line. */
  private record Footer(int lists, String sha256) {}

  /**
   * Finds the neighbours of every item and writes them, whole or not at all.
   *
   * @return what the file says of itself
   * @throws InterruptedException if the thread was asked to stop; nothing was written
   * @throws IOException if the disk fails
   */
  public static PinnedFacts compute(
      TrainingData training, NeighbourOptions options, Path out, Progress progress)
      throws IOException, InterruptedException {
    NeighbourSearch search = NeighbourSearch.of(training, options);
    boolean exact = search.method() == NeighbourOptions.Method.EXACT;
    PinnedFacts facts =
        new PinnedFacts(
            PinnedFacts.FORMAT,
            training.hash(),
            options.count(),
            options.damping(),
            exact ? "exact" : "bounded",
            exact ? 0 : options.tolerance(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    InterruptedException[] interrupted = new InterruptedException[1];
    try {
      AtomicFiles.write(
          out,
          stream -> {
            MessageDigest digest = Hashes.sha256();
            int[] lists = new int[1];
            stream.write(line(facts, digest));
            try {
              search.run(
                  (item, neighbours) -> {
                    if (!neighbours.isEmpty()) {
                      lists[0]++;
                      List<String> ids = neighbours.stream().map(Neighbour::item).toList();
                      stream.write(line(new Line(item, ids), digest));
                    }
                  },
                  progress);
            } catch (InterruptedException e) {
              interrupted[0] = e;
              throw new IOException("interrupted", e);
            }
            Footer footer = new Footer(lists[0], Hashes.hex(digest));
            stream.write((Json.line(footer) + "\n").getBytes(StandardCharsets.UTF_8));
          });
    } catch (IOException e) {
      if (interrupted[0] != null) {
        throw interrupted[0];
      }
      throw e;
    }
    return facts;
  }

  private static byte[] line(Object value, MessageDigest digest) {
    byte[] bytes = (Json.line(value) + "\n").getBytes(StandardCharsets.UTF_8);
    digest.update(bytes);
    return bytes;
  }

  /**
   * Reads a file.
   *
   * @param texts gives the items that the lists name; one that it does not know is left out
   * @throws CorruptFileException if the file is not whole
   * @throws IOException if it cannot be read
   */
  public static PinnedNeighbours open(Path file, ItemTexts texts) throws IOException {
    MessageDigest digest = Hashes.sha256();
    Map<String, List<String>> lists = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      PinnedFacts facts = read(file, 1, in.readLine(), PinnedFacts.class, digest);
      long number = 2;
      String line = in.readLine();
      for (String next = in.readLine(); next != null; next = in.readLine()) {
        Line list = read(file, number++, line, Line.class, digest);
        List<String> ids = new ArrayList<>();
        list.neighbours().forEach(id -> ids.add(names.computeIfAbsent(id, same -> same)));
        lists.put(names.computeIfAbsent(list.item(), same -> same), List.copyOf(ids));
        line = next;
      }
      Footer footer = read(file, number, line, Footer.class, Hashes.sha256());
      String found = Hashes.hex(digest);
      if (!footer.sha256().equals(found) || footer.lists() != lists.size()) {
        throw new CorruptFileException(
            FileCode.FILE_DAMAGED,
            file,
            footer.lists() + " lists with the hash " + footer.sha256(),
            lists.size() + " with " + found,
            ADVICE);
      }
      return new PinnedNeighbours(facts, lists, texts);
    } catch (CharacterCodingException e) {
      throw notText(file, e);
    }
  }

  private static <T> T read(
      Path file, long number, String line, Class<T> type, MessageDigest digest) {
    if (line == null) {
      throw new CorruptFileException(
          FileCode.FILE_DAMAGED, file, "a line " + number, "the end of the file", ADVICE);
    }
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    return JsonLines.value(file, number, line, type, "a " + type.getSimpleName(), ADVICE);
  }

  /**
   * What a file says of itself, read without the rest.
   *
   * @throws CorruptFileException if its first line is damaged
   * @throws IOException if it cannot be read
   */
  public static PinnedFacts facts(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return read(file, 1, in.readLine(), PinnedFacts.class, Hashes.sha256());
    } catch (CharacterCodingException e) {
      throw notText(file, e);
    }
  }

  private static CorruptFileException notText(Path file, CharacterCodingException cause) {
    CorruptFileException damaged =
        new CorruptFileException(FileCode.FILE_DAMAGED, file, "UTF-8", "other bytes", ADVICE);
    damaged.initCause(cause);
    return damaged;
  }

  /** What the file says of itself. */
  public PinnedFacts facts() {
    return facts;
  }

  /** How many items have neighbours. */
  public int size() {
    return lists.size();
  }

  @Override
  public Near of(String item) throws IOException {
    List<Item> items = new ArrayList<>();
    for (String id : lists.getOrDefault(item, List.of())) {
      Optional<Item> found = texts.find(id);
      found.ifPresent(items::add);
    }
    return new Near(items, items.isEmpty() ? "" : facts.graph());
  }
}
