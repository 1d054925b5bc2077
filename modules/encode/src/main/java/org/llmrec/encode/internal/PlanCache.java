package org.llmrec.encode.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.json.Json;
import org.llmrec.encode.EncoderPlan;

/**
 * The plans that were fastest, by what they depend on; a small JSON file. It is a cache: whatever
 * is wrong with it costs a new trial and a note, and never an encoder.
 */
public final class PlanCache {
  private static final String FILE = "encoder-plans.json";

  private final Path folder;

  /**
   * What a plan depends on.
   *
   * @param processor its name
   * @param processors how many this process may use
   * @param runtime the version of ONNX Runtime
   * @param model the SHA-256 of the model's file
   * @param device its label
   */
  public record Key(String processor, int processors, String runtime, String model, String device) {
    /** On this machine. */
    public static Key here(String runtime, String model, String device) {
      return new Key(
          Machine.processor(), Runtime.getRuntime().availableProcessors(), runtime, model, device);
    }
  }

  private record Entry(Key key, EncoderPlan plan) {
    Entry {
      if (key == null || plan == null) {
        throw new IllegalArgumentException("expected a key and a plan");
      }
    }
  }

  private record Plans(List<Entry> plans) {
    Plans {
      plans = List.copyOf(plans);
    }
  }

  private PlanCache(Path folder) {
    this.folder = folder;
  }

  /** In a folder, which need not be there yet. */
  public static PlanCache in(Path folder) {
    return new PlanCache(folder);
  }

  /** In this user's cache folder. */
  public static PlanCache ofUser() {
    return new PlanCache(Machine.cacheFolder(System::getenv));
  }

  /**
   * The plan under a key; the trial's where there is none, which is then kept.
   *
   * @param notes gets a line for what was done or is wrong
   */
  public EncoderPlan get(Key key, Supplier<EncoderPlan> trial, List<String> notes) {
    Optional<EncoderPlan> known =
        read(notes).stream().filter(e -> e.key().equals(key)).map(Entry::plan).findFirst();
    if (known.isPresent()) {
      return known.get();
    }
    long begun = System.nanoTime();
    EncoderPlan plan = trial.get();
    notes.add(
        "fastest on this machine, after a trial of "
            + (System.nanoTime() - begun) / 1_000_000_000
            + " s: workers "
            + plan.workers()
            + ", token-budget "
            + plan.tokenBudget());
    write(new Entry(key, plan), notes);
    return plan;
  }

  private List<Entry> read(List<String> notes) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return Json.read(file, Plans.class).plans();
    } catch (CorruptFileException | IOException e) {
      notes.add("the encoder plans were measured anew: " + e.getMessage());
      return List.of();
    }
  }

  /** Under a lock, so that what another process has found meanwhile is not lost. */
  private void write(Entry entry, List<String> notes) {
    try {
      Files.createDirectories(folder);
      try (FolderLock lock =
          FolderLock.acquire(
              folder,
              "keeping encoder plans",
              holder ->
                  new LlmrecException(
                      WorkspaceCode.FOLDER_IN_USE, folder + " is in use by " + holder))) {
        List<Entry> all = new ArrayList<>(read(new ArrayList<>()));
        all.removeIf(each -> each.key().equals(entry.key()));
        all.add(entry);
        Json.write(folder.resolve(FILE), new Plans(all));
      }
    } catch (IOException | LlmrecException e) {
      notes.add("the encoder plan could not be kept for the next time: " + e.getMessage());
    }
  }
}
