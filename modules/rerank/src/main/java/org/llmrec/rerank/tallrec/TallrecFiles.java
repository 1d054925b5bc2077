package org.llmrec.rerank.tallrec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.DataCode;
import org.llmrec.core.error.OptionCode;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.core.json.JsonLines;
import org.llmrec.data.split.Part;
import org.llmrec.data.split.SeededShuffle;
import org.llmrec.data.table.InteractionTable;

/**
 * Samples as files of JSON Lines: {@code train.jsonl}, {@code validation.jsonl}, {@code
 * test.jsonl}. Each sample is rendered when it is written; none is held.
 *
 * @param form how interactions become samples
 * @param cut how they are dealt out
 * @param seed of all that is drawn; 42 where the authors draw
 * @param shots how many of train are written, drawn by the seed; fewer are a part of more. All of
 *     them, in order, where empty
 */
public record TallrecFiles(TallrecForm form, TallrecCut cut, long seed, OptionalInt shots) {
  /** Where {@link #write} puts a part. */
  public static String name(Part part) {
    return part.name().toLowerCase(Locale.ROOT) + ".jsonl";
  }

  /**
   * Writes the three files, each whole or not at all.
   *
   * @param table one row per user and item, liked or not
   * @param entries by item id, as {@link TallrecForm#entry} makes them
   * @throws ConfigException if an item has no entry, there are fewer samples of train than shots,
   *     or the cut cannot be made
   */
  public TallrecCounts write(Path folder, InteractionTable table, Map<String, String> entries)
      throws IOException {
    List<TallrecWindow> windows = TallrecWindows.of(table, form, seed);
    Part[] parts = cut.parts(windows, table, seed);
    Map<Part, Integer> samples = new EnumMap<>(Part.class);
    Map<Part, Integer> liked = new EnumMap<>(Part.class);
    int notDrawn = 0;
    int leftOut = parts.length;
    Files.createDirectories(folder);
    for (Part part : Part.values()) {
      int[] all = IntStream.range(0, parts.length).filter(i -> parts[i] == part).toArray();
      int[] drawn = part == Part.TRAIN ? drawn(all) : all;
      leftOut -= all.length;
      notDrawn += all.length - drawn.length;
      samples.put(part, drawn.length);
      List<TallrecWindow> mine = new ArrayList<>();
      Arrays.stream(drawn).forEach(i -> mine.add(windows.get(i)));
      liked.put(part, (int) mine.stream().filter(w -> form.liked(table.value(w.target()))).count());
      AtomicFiles.write(
          folder.resolve(name(part)),
          out -> {
            for (TallrecWindow window : mine) {
              String line = Json.line(sample(window, table, entries)) + "\n";
              out.write(line.getBytes(StandardCharsets.UTF_8));
            }
          });
    }
    return new TallrecCounts(samples, liked, leftOut, notDrawn);
  }

  private int[] drawn(int[] all) {
    if (shots.isEmpty()) {
      return all;
    }
    int wanted = shots.getAsInt();
    if (wanted < 1 || wanted > all.length) {
      throw new ConfigException(
          OptionCode.OPTION_RANGE,
          "shots: expected 1 to " + all.length + ", the samples of train, found " + wanted);
    }
    int[] order = SeededShuffle.of(all.length, seed, "tallrec shots");
    return Arrays.stream(order).limit(wanted).map(i -> all[i]).toArray();
  }

  private TallrecSample sample(
      TallrecWindow window, InteractionTable table, Map<String, String> entries) {
    List<String> liked = new ArrayList<>();
    List<String> disliked = new ArrayList<>();
    for (int row : window.history()) {
      (form.liked(table.value(row)) ? liked : disliked).add(entry(table, row, entries));
    }
    String target = form.target(entry(table, window.target(), entries));
    return TallrecSample.of(
        form.noun(), liked, disliked, target, form.liked(table.value(window.target())));
  }

  private static String entry(InteractionTable table, int row, Map<String, String> entries) {
    String id = table.items().get(table.item(row));
    String entry = entries.get(id);
    if (entry == null) {
      throw new ConfigException(
          DataCode.IDS_DISAGREE,
          "expected every item of the interactions in the catalogue, found none with id " + id);
    }
    return entry;
  }

  /**
   * The samples of a file in their order, read as they are asked for. Close the stream.
   *
   * @throws IOException if it cannot be opened; what is no sample is refused as {@link JsonLines}
   *     says
   */
  public static Stream<TallrecSample> read(Path file) throws IOException {
    return JsonLines.stream(
        file,
        TallrecSample.class,
        "an object with instruction, input and output",
        "samples are as docs/tallrec.md says");
  }
}
