package org.llmrec.encode.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderPlan;

/** A plan is measured once per machine, model and device, and a bad cache is no reason to fail. */
class PlanCacheTest {
  private static final PlanCache.Key KEY = PlanCache.Key.here("1.29.0", "cafe", "cpu");

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private int trials;

  @Test
  void aTrialIsMadeOnceForEachKey() {
    EncoderPlan plan = get("deep/below", KEY);
    assertEquals(plan, get("deep/below", KEY));
    assertEquals(1, trials);
    for (PlanCache.Key other :
        List.of(
            PlanCache.Key.here("1.30.0", "cafe", "cpu"),
            PlanCache.Key.here("1.29.0", "babe", "cpu"),
            PlanCache.Key.here("1.29.0", "cafe", "cuda:0"),
            new PlanCache.Key("another", KEY.processors(), "1.29.0", "cafe", "cpu"),
            new PlanCache.Key(KEY.processor(), 99, "1.29.0", "cafe", "cpu"))) {
      int before = trials;
      EncoderPlan its = get("deep/below", other);
      assertEquals(before + 1, trials);
      assertEquals(its, get("deep/below", other));
      assertEquals(before + 1, trials);
    }
    assertEquals(plan, get("deep/below", KEY));
    assertEquals(6, notes.size());
    assertTrue(notes.get(0).startsWith("fastest on this machine, after a trial"), notes.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"plans\": 1}",
        "{\"plans\": null}",
        "{\"plans\": [null]}",
        "{\"plans\": [{\"key\": null, \"plan\": null}]}",
        "{\"plans\": [], \"more\": 1}"
      })
  void aBrokenFileIsNotedAndReplaced(String content) throws IOException {
    Path file = folder.resolve("encoder-plans.json");
    Files.writeString(file, content);
    EncoderPlan plan = get("", KEY);
    assertTrue(notes.get(0).startsWith("the encoder plans were measured anew: "), notes.get(0));
    assertTrue(notes.get(0).contains(file.toString()), notes.get(0));
    notes.clear();
    assertEquals(plan, get("", KEY));
    assertEquals(List.of(), notes);
    assertEquals(1, trials);
  }

  @Test
  void aPlanOutOfRangeIsABrokenFile() throws IOException {
    get("", KEY);
    Path file = folder.resolve("encoder-plans.json");
    String whole = Files.readString(file);
    String damaged = whole.replaceFirst("\"workers\" : \\d+", "\"workers\" : 0");
    assertFalse(damaged.equals(whole));
    Files.writeString(file, damaged);
    get("", KEY);
    assertEquals(2, trials);
  }

  @Test
  void aFolderThatCannotBeCostsATrialEachTime() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");
    get("file/below", KEY);
    get("file/below", KEY);
    assertEquals(2, trials);
    assertTrue(notes.get(1).startsWith("the encoder plan could not be kept"), notes.toString());
  }

  @Test
  void theFolderIsTheUsers() {
    Path home = Path.of(System.getProperty("user.home"), ".cache", "llmrec");
    assertEquals(home, cache(Map.of()));
    assertEquals(home, cache(Map.of("XDG_CACHE_HOME", "relative")));
    String absolute = folder.toAbsolutePath().toString();
    assertEquals(folder.resolve("llmrec"), cache(Map.of("XDG_CACHE_HOME", absolute)));
    assertEquals(Path.of("own"), cache(Map.of("XDG_CACHE_HOME", absolute, "LLMREC_CACHE", "own")));
    assertFalse(Machine.processor().isBlank());
  }

  @Test
  void theFastestPlanIsTakenAndTheUsualOneWhereItHardlyMatters() {
    EncoderPlan usual = new EncoderPlan(2, 1024);
    List<EncoderPlan> plans = List.of(new EncoderPlan(1, 512), usual, new EncoderPlan(2, 2048));
    assertEquals(plans.get(2), Calibration.choose(plans, new double[] {50, 80, 100}, usual));
    assertEquals(usual, Calibration.choose(plans, new double[] {50, 98, 100}, usual));
    assertEquals(plans.get(0), Calibration.choose(plans, new double[] {200, 98, 100}, usual));
    for (Device device : List.of(Device.cpu(), Device.cuda(0))) {
      EncoderPlan standard = EncoderPlan.standard(device);
      List<EncoderPlan> candidates = Calibration.candidates(device, standard);
      assertEquals(standard, candidates.get(0));
      assertEquals(candidates.size(), Set.copyOf(candidates).size());
    }
  }

  private static Path cache(Map<String, String> environment) {
    return Machine.cacheFolder(environment::get);
  }

  private EncoderPlan get(String below, PlanCache.Key key) {
    return PlanCache.in(folder.resolve(below))
        .get(
            key,
            () -> {
              trials++;
              return new EncoderPlan(trials, 512);
            },
            notes);
  }
}
