package org.llmrec.cli.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.cli.internal.doctor.Finding.State;
import org.llmrec.encode.Device;
import org.llmrec.encode.store.ModelStore;

/** What the doctor says of Java, its options, disks and stored models. */
class MachineChecksTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @Test
  void onnxRuntimeIsNotLoadedWhereThatWouldEndTheProcess() {
    assertEquals(State.OK, NativeChecks.telemetry(off("1"), 9000).state());
    assertEquals(State.WARN, NativeChecks.telemetry(Map.of(), 3000).state());
    assertEquals(State.FAIL, NativeChecks.telemetry(Map.of(), 9000).state());
    assertEquals(State.FAIL, NativeChecks.telemetry(off("0"), 9000).state());
  }

  @Test
  void aJavaThatIsTooOldFails() {
    assertEquals(State.FAIL, JavaChecks.java(Runtime.Version.parse("17.0.2")).state());
    assertEquals(State.OK, JavaChecks.java(Runtime.Version.parse("25")).state());
  }

  @Test
  void nativeAccessIsAskedForWhereJavaRestrictsIt() {
    assertEquals(State.OK, JavaChecks.nativeAccess(21, List.of()).state());
    assertEquals(State.WARN, JavaChecks.nativeAccess(25, List.of("-Xmx2g")).state());
    assertEquals(
        State.OK,
        JavaChecks.nativeAccess(25, List.of("--enable-native-access=ALL-UNNAMED")).state());
  }

  @Test
  void aHeapLeavesRoomForWhatLiesBesideIt() {
    assertEquals(State.OK, JavaChecks.memory(2 * GIB, 8 * GIB).state());
    assertEquals(State.WARN, JavaChecks.memory(GIB / 2, 8 * GIB).state());
    assertEquals(State.WARN, JavaChecks.memory(8 * GIB, 8 * GIB).state());
  }

  @Test
  void aDiskIsRatedBySpaceAndByKind() {
    assertEquals(State.OK, FolderChecks.rated("disk", folder, "ext4", 5 * GIB).state());
    assertEquals(State.WARN, FolderChecks.rated("disk", folder, "ext4", GIB / 2).state());
    Finding shared = FolderChecks.rated("disk", folder, "NFS4", 5 * GIB);
    assertEquals(State.WARN, shared.state(), shared::toString);
    assertTrue(shared.advice().orElseThrow().contains("local disk"), shared::toString);
  }

  @Test
  void tryingAFolderLeavesNothingBehind() throws IOException {
    Finding finding = FolderChecks.of("disk", folder.resolve("not/yet/there"));
    assertTrue(finding.text().contains(folder.toString()), finding::toString);
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aStoredModelWhoseBytesChangedIsNamed() throws IOException {
    Path model = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(model.resolve("encoder.json"), "{\"name\": ");
    Finding finding =
        ModelChecks.all(new ModelStore(folder), Device.cpu()).stream()
            .filter(each -> each.what().equals("model"))
            .findFirst()
            .orElseThrow();
    assertEquals(State.FAIL, finding.state(), finding::toString);
    assertEquals(Optional.of("model-damaged"), finding.code(), finding::toString);
    assertTrue(finding.text().contains("broken"), finding::toString);
  }

  private static Map<String, String> off(String value) {
    return Map.of("ORT_DISABLE_TELEMETRY", value);
  }
}
