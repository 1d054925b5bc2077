package org.llmrec.pipeline.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.io.Verify;

class WriteLockTest {
  @TempDir Path folder;

  @Test
  void aSecondWriterInThisProcessHearsWhoHasIt() throws IOException {
    String self = "process " + ProcessHandle.current().pid() + " on ";
    try (WriteLock lock = WriteLock.acquire(folder, "test")) {
      for (int i = 0; i < 2; i++) {
        LlmrecException e =
            assertThrows(LlmrecException.class, () -> WriteLock.acquire(folder, "test"));
        assertTrue(e.getMessage().contains("locked by " + self), e.getMessage());
        assertTrue(WriteLock.holder(folder).orElseThrow().startsWith(self));
      }
      lock.close();
      assertEquals(Optional.empty(), WriteLock.holder(folder));
    }
    WriteLock.acquire(folder, "test").close();
  }

  @Test
  void aSecondWriterInAnotherProcessHearsWhoHasIt() throws Exception {
    Path workspace = Files.createDirectory(folder.resolve("ws"));
    Path text = Files.writeString(folder.resolve("text"), "ant bee");
    Path begun = folder.resolve("begun");
    Path log = folder.resolve("log");
    Process child = BuildingChild.start(workspace, text, ",", 60_000, begun, log);
    try {
      while (!Files.exists(begun)) {
        assertTrue(child.isAlive(), () -> "the child ended: " + log);
        Thread.sleep(5);
      }
      String holder = "process " + child.pid() + " on ";
      LlmrecException e =
          assertThrows(LlmrecException.class, () -> WriteLock.acquire(workspace, "test"));
      assertTrue(e.getMessage().contains(holder), e.getMessage());
      assertTrue(e.getMessage().contains(" since "), e.getMessage());
      assertTrue(e.getMessage().contains("(build)"), e.getMessage());
      assertTrue(WriteLock.holder(workspace).orElseThrow().startsWith(holder));
      assertEquals(
          4, PlanStatus.of(workspace, Toys.plan(text, new Toys.Knobs()), Verify.FAST).size());
    } finally {
      child.destroyForcibly().waitFor();
    }
    // The system gave it back; what the killed process wrote into the file locks nobody out.
    assertEquals(Optional.empty(), WriteLock.holder(workspace));
    WriteLock.acquire(workspace, "test").close();
  }
}
