package org.llmrec.data.simulate.world;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.llmrec.core.Item;
import org.llmrec.core.Progress;
import org.llmrec.core.io.AtomicFiles;
import org.llmrec.core.json.Json;
import org.llmrec.data.catalogue.CatalogueFiles;

/** Writes a world as the files that somebody would have of it. */
public final class WorldFiles {
  /** The catalogue, in a shuffled order. */
  public static final String ITEMS = "items.jsonl";

  /** Ratings from 1 to 5, person by person. */
  public static final String INTERACTIONS = "interactions.csv";

  /** One recorded answer to {@link #PROMPT} for each item. */
  public static final String ANSWERS = "answers.jsonl";

  /** What the answers answer. */
  public static final String PROMPT = "rec-tag";

  private WorldFiles() {}

  /**
   * What was written.
   *
   * @param items how many items, each with an answer
   * @param people how many people
   * @param interactions how many interactions; over what was asked for by less than one person's
   */
  public record Written(long items, long people, long interactions) {}

  /**
   * Writes the three files, each whole or not at all.
   *
   * @param folder made when absent
   */
  public static Written write(Path folder, WorldOptions options, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    World world = new World(options);
    try (Progress.Task task = progress.start("write items", options.items(), "items")) {
      CatalogueFiles.write(folder.resolve(ITEMS), () -> items(world, task));
      answers(folder.resolve(ANSWERS), world);
    }
    long[] counts = new long[2];
    try (Progress.Task task =
        progress.start("write interactions", options.interactions(), "interactions")) {
      AtomicFiles.write(
          folder.resolve(INTERACTIONS),
          out -> {
            Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            interactions(new People(world, options), options, csv, task, counts);
            csv.flush();
          });
    }
    return new Written(options.items(), counts[0], counts[1]);
  }

  private static Iterator<Item> items(World world, Progress.Task task) {
    return IntStream.range(0, world.items())
        .mapToObj(
            place -> {
              task.advance(1);
              return world.read(world.at(place));
            })
        .iterator();
  }

  private static void answers(Path file, World world) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          JsonGenerator json = Json.mapper().getFactory().createGenerator(out, JsonEncoding.UTF8);
          json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
          json.setRootValueSeparator(null);
          for (int place = 0; place < world.items(); place++) {
            int item = world.at(place);
            json.writeStartObject();
            json.writeStringField("item", world.id(item));
            json.writeStringField("prompt", PROMPT);
            json.writeStringField("answer", world.tags(item));
            json.writeStringField("model", "made up");
            json.writeStringField("date", "2026-01-01");
            json.writeEndObject();
            json.writeRaw('\n');
          }
          json.close();
        });
  }

  private static void interactions(
      People people, WorldOptions options, Writer csv, Progress.Task task, long[] counts)
      throws IOException {
    csv.write("user,item,rating,timestamp\n");
    while (counts[1] < options.interactions()) {
      int more =
          people.of(
              Math.toIntExact(counts[0]++),
              x -> {
                try {
                  csv.write(x.user() + "," + x.item() + "," + (long) x.value());
                  csv.write("," + x.timestamp() + "\n");
                } catch (IOException e) {
                  // Unwrapped again by who writes the file.
                  throw new UncheckedIOException(e);
                }
              });
      counts[1] += more;
      task.advance(more);
    }
  }
}
