package org.llmrec.core.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.WorkspaceCode;
import org.llmrec.core.journal.ItemJournal;

/** Whoever comes second is told who was first: process, host, since when, and what for. */
class FolderLockTest {
  @TempDir Path folder;

  /** Another process: holds a folder and a journal until it is killed. */
  @SuppressWarnings("try") // they are there to be held
  public static void main(String[] arguments) throws IOException {
    try (FolderLock lock =
            FolderLock.acquire(
                Path.of(arguments[0]),
                "build",
                holder -> new LlmrecException(WorkspaceCode.FOLDER_IN_USE, holder));
        ItemJournal journal = ItemJournal.open(Path.of(arguments[0]), 0)) {
      System.out.println("holding");
      System.in.read();
    }
  }

  @Test
  void anotherProcessIsNamedWithHostTimeAndPurposeUntilItEnds() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FolderLockTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      assertEquals("holding", said.readLine());
      String who = "process " + child.pid() + " on \\S.* since \\d{4}-\\d\\d-\\d\\dT[0-9:]+Z ";
      LlmrecException second =
          assertThrows(
              LlmrecException.class,
              () ->
                  FolderLock.acquire(
                      folder,
                      "enrich",
                      holder -> new LlmrecException(WorkspaceCode.FOLDER_IN_USE, holder)));
      assertTrue(second.getMessage().matches(who + "\\(build\\)"), second.getMessage());
      assertEquals(Optional.of(second.getMessage()), FolderLock.holder(folder));
      ConfigException live = assertThrows(ConfigException.class, () -> ItemJournal.open(folder, 0));
      assertTrue(
          Pattern.compile(who + "\\(live items\\)").matcher(live.getMessage()).find(),
          live.getMessage());
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertEquals(Optional.empty(), FolderLock.holder(folder));
    FolderLock.acquire(
            folder, "build", holder -> new LlmrecException(WorkspaceCode.FOLDER_IN_USE, holder))
        .close();
    ItemJournal.open(folder, 0).close();
  }

  @Test
  void anotherPartOfThisProcessIsNamedToo() throws IOException {
    FolderLock first =
        FolderLock.acquire(
            folder, "build", holder -> new LlmrecException(WorkspaceCode.FOLDER_IN_USE, holder));
    LlmrecException second =
        assertThrows(
            LlmrecException.class,
            () ->
                FolderLock.acquire(
                    folder,
                    "ranker import",
                    holder -> new LlmrecException(WorkspaceCode.FOLDER_IN_USE, holder)));
    assertTrue(
        second.getMessage().startsWith("process " + ProcessHandle.current().pid() + " on "),
        second.getMessage());
    assertTrue(second.getMessage().endsWith("(build)"), second.getMessage());
    first.close();
    assertEquals(0, Files.size(folder.resolve(".lock")));
    FolderLock.acquire(
            folder,
            "ranker import",
            holder -> new LlmrecException(WorkspaceCode.FOLDER_IN_USE, holder))
        .close();
  }
}
