package org.llmrec.cli.internal.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.cli.internal.doctor.Finding.State;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.generation.FileEntry;
import org.llmrec.core.generation.GenerationStore;
import org.llmrec.core.generation.StageEntry;
import org.llmrec.core.io.FolderLock;
import org.llmrec.core.journal.ItemChange;
import org.llmrec.core.journal.ItemJournal;
import org.llmrec.core.journal.JournalContent;
import org.llmrec.enrich.store.AnswerStore;
import org.llmrec.enrich.store.AnswerStores;

/** What the doctor says of workspaces, most of them damaged. */
class WorkspaceChecksTest {
  @TempDir Path ws;

  @BeforeEach
  void configure() throws IOException {
    Files.writeString(ws.resolve("items.jsonl"), "{\"id\": \"a\", \"title\": \"A\"}\n");
    Files.writeString(ws.resolve("met.csv"), "user,item,rating\nu,a,5\n");
    yaml("");
  }

  @Test
  void aFreshWorkspaceHasNothingWrongAndNothingToServe() {
    for (Finding finding : WorkspaceChecks.all(ws)) {
      State wanted = finding.what().equals("generation") ? State.WARN : State.OK;
      assertEquals(wanted, finding.state(), finding::toString);
    }
    assertTrue(look("generation").advice().orElseThrow().contains("llmrec build"));
  }

  @Test
  void aConfigurationThatIsNotUnderstoodIsAFinding() throws IOException {
    yaml("encodr: {}\n");
    assertFails("configuration", "config-key-unknown", "encoder");
    // What does not depend on it is looked at all the same.
    assertEquals(State.OK, look("locks").state());
  }

  @Test
  void anInputThatIsGoneIsNamed() throws IOException {
    Files.delete(ws.resolve("met.csv"));
    assertFails("inputs", "file-missing", "met.csv");
  }

  @Test
  void aKeyThatIsNotInTheEnvironmentIsMissedBeforeItIsNeeded() throws IOException {
    yaml("llm: {kind: openai, model: a, api-key-env: LLMREC_TEST_NO_SUCH_KEY}\n");
    Finding finding = look("language model");
    assertEquals(State.WARN, finding.state(), finding::toString);
    assertTrue(finding.advice().orElseThrow().contains("export"), finding::toString);
  }

  @Test
  void everyByteOfWhatIsServedIsCompared() throws IOException {
    Path file = publish();
    assertEquals(State.OK, look("generation").state(), () -> look("generation").toString());
    Files.writeString(file, "seveN");
    assertFails("generation", "build-damaged", file.getFileName().toString());
    Files.delete(file);
    assertFails("generation", "build-damaged", file.getFileName().toString());
  }

  @Test
  void aPointerThatPointsNowhereIsNamed() throws IOException {
    publish();
    Files.writeString(ws.resolve("CURRENT"), "nonsense\n");
    assertFails("generation", "build-damaged", "CURRENT");
  }

  @Test
  void whoeverWritesIsNamedAndItsLeftoversAreItsOwn() throws IOException {
    Files.createDirectories(ws.resolve("stages/train/.0123456789abcdef.tmp"));
    Finding left = look("leftovers");
    assertEquals(State.WARN, left.state(), left::toString);
    assertTrue(left.text().contains(".0123456789abcdef.tmp"), left::toString);
    try (FolderLock lock =
        FolderLock.acquire(
            ws, "test", holder -> new LlmrecException(WorkspaceCode.WORKSPACE_LOCKED, holder))) {
      Finding held = look("locks");
      assertEquals(State.WARN, held.state(), held::toString);
      assertTrue(held.text().contains("" + ProcessHandle.current().pid()), held::toString);
      assertEquals(State.OK, look("leftovers").state());
    }
    assertEquals(State.OK, look("locks").state());
  }

  @Test
  void aStoreOfAnswersIsReadToItsEnd() throws IOException {
    Path folder = ws.resolve("answers");
    try (AnswerStore store = AnswerStores.open(folder)) {
      assertEquals(0, store.batches().open().size());
    }
    assertEquals(State.OK, look("answers").state(), () -> look("answers").toString());
    Path file = folder.resolve(AnswerStores.FILE);
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 4096; i < bytes.length; i++) {
      bytes[i] ^= 0x55;
    }
    Files.write(file, bytes);
    assertFails("answers", "answers-damaged", AnswerStores.FILE);
  }

  @Test
  void aCutLineOfTheJournalIsWorthKnowingAndAChangedOneIsDamage() throws IOException {
    try (ItemJournal journal = ItemJournal.open(ws, 0)) {
      journal.append(List.of(new ItemChange.Delete("a"), new ItemChange.Delete("b")));
    }
    Path file = JournalContent.file(ws);
    String whole = Files.readString(file);
    assertTrue(look("live items").text().startsWith("2 changes"), whole);
    Files.writeString(file, "{\"begun", StandardOpenOption.APPEND);
    assertEquals(State.WARN, look("live items").state());
    Files.writeString(file, whole.replaceFirst("\"a\"", "\"c\""));
    assertFails("live items", "journal-damaged", "line 1");
  }

  @Test
  void anImportedRankerThatIsGoneIsNamed() throws IOException {
    Files.createDirectories(ws.resolve("foreign"));
    Files.writeString(ws.resolve("foreign/CURRENT"), "0123456789abcdef\n");
    assertFails("imported ranker", "bundle-damaged", "llmrec ranker import");
  }

  private void yaml(String more) throws IOException {
    Files.writeString(
        ws.resolve("llmrec.yaml"),
        """
        catalogue: {path: items.jsonl}
        interactions: {path: met.csv, positive-from: 4}
        """
            + more);
  }

  /** A generation of one stage with one file. */
  private Path publish() throws IOException {
    String folder = StageEntry.folder("toy", "0123456789abcdef");
    Path file = Files.createDirectories(ws.resolve(folder)).resolve("numbers");
    Files.writeString(file, "seven");
    StageEntry stage =
        new StageEntry("toy", "0123456789abcdef", folder, List.of(FileEntry.of(ws, file)));
    GenerationStore.publish(ws, Map.of("toy", stage));
    return file;
  }

  private Finding look(String what) {
    return WorkspaceChecks.all(ws).stream()
        .filter(finding -> finding.what().equals(what))
        .findFirst()
        .orElseThrow();
  }

  private void assertFails(String what, String code, String text) {
    Finding finding = look(what);
    assertEquals(State.FAIL, finding.state(), finding::toString);
    assertEquals(Optional.of(code), finding.code(), finding::toString);
    assertTrue(finding.text().contains(text), finding::toString);
    assertTrue(finding.advice().isPresent(), finding::toString);
  }
}
