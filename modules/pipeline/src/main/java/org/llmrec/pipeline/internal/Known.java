package org.llmrec.pipeline.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.llmrec.core.Item;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.journal.JournalContent;
import org.llmrec.core.json.Json;
import org.llmrec.core.text.ItemText;
import org.llmrec.data.catalogue.CatalogueFiles;
import org.llmrec.data.table.InteractionTable;
import org.llmrec.encode.EncoderManifest;

/**
 * What the outputs of a workspace's stages, published or not, know of certain items and people.
 * Damaged outputs are passed over: the next build makes them again.
 */
public final class Known {
  private static final System.Logger LOG = System.getLogger(Known.class.getName());

  private final Set<String> items = new TreeSet<>();
  private final Set<String> users = new TreeSet<>();
  private final Set<String> texts = new TreeSet<>();
  private final List<EncoderManifest> encoders = new ArrayList<>();

  private Known() {}

  /** Looks through them. */
  public static Known of(Path workspace, Set<String> items, Set<String> users) throws IOException {
    Known known = new Known();
    for (Path output : outputs(workspace, StandardPlan.IMPORT)) {
      read(output, () -> known.catalogue(output.resolve(ImportStage.CATALOGUE), items));
      read(output, () -> known.people(output.resolve(ImportStage.INTERACTIONS), users));
    }
    for (Path output : outputs(workspace, StandardPlan.ANSWERS)) {
      read(output, () -> known.answers(output.resolve(AnswersStage.TEXTS), items));
    }
    read(workspace, () -> known.live(JournalContent.read(workspace).latest().keySet(), items));
    for (Path output : outputs(workspace, StandardPlan.MODEL)) {
      Path manifest = output.resolve(EncoderManifest.FILE_NAME);
      read(output, () -> known.encoders.add(Json.read(manifest, EncoderManifest.class)));
    }
    return known;
  }

  /** Something that reads. */
  @FunctionalInterface
  private interface Reading {
    void run() throws IOException;
  }

  private static void read(Path output, Reading reading) throws IOException {
    try {
      reading.run();
    } catch (NoSuchFileException | CorruptFileException e) {
      LOG.log(System.Logger.Level.WARNING, "{0} is passed over: {1}", output, e.getMessage());
    }
  }

  private static List<Path> outputs(Path workspace, String stage) throws IOException {
    try (Stream<Path> outputs = Files.list(workspace.resolve(StageEntry.STAGES).resolve(stage))) {
      return outputs.filter(Files::isDirectory).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private void catalogue(Path file, Set<String> wanted) throws IOException {
    try (Stream<Item> all = CatalogueFiles.stream(file)) {
      all.filter(item -> wanted.contains(item.id()))
          .forEach(
              item -> {
                items.add(item.id());
                texts.add(ItemText.of(item).text());
              });
    }
  }

  private void live(Set<String> all, Set<String> wanted) {
    wanted.stream().filter(all::contains).forEach(items::add);
  }

  private void people(Path file, Set<String> wanted) throws IOException {
    if (!wanted.isEmpty()) {
      var all = InteractionTable.read(file).users();
      wanted.stream().filter(user -> all.indexOf(user) >= 0).forEach(users::add);
    }
  }

  private void answers(Path folder, Set<String> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        try (Stream<FieldText> all = FieldText.stream(file)) {
          all.filter(text -> wanted.contains(text.item())).forEach(text -> texts.add(text.text()));
        }
      }
    }
  }

  /** Those of the items that a catalogue or the live items have. */
  public Set<String> items() {
    return items;
  }

  /** Those of the people who have met something. */
  public Set<String> users() {
    return users;
  }

  /** What was encoded of the items. */
  public Set<String> texts() {
    return texts;
  }

  /** The models that encoded it. */
  public List<EncoderManifest> encoders() {
    return encoders;
  }
}
