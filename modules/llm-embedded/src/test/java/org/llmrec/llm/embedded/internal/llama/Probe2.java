package org.llmrec.llm.embedded.internal.llama;
import java.nio.file.*;
import java.util.*;
import org.llmrec.llm.*;
import org.llmrec.core.*;
import org.llmrec.llm.embedded.*;
public final class Probe2 {
  public static void main(String[] a) throws Exception {
    long t = System.nanoTime();
    try (EmbeddedModel m = EmbeddedModel.open(EmbeddedOptions.of(Path.of(a[0])).threads(2))) {
      System.out.println(m.info() + " " + (System.nanoTime() - t) / 1e6);
      System.out.println(m.complete(CompletionRequest.of("What is the capital of France?", 30)));
      System.out.println(m.score(new ScoreRequest(List.of(Message.user("What is the capital of France?")), List.of("Paris", "The capital of France"), Deadline.none())));
      try { System.out.println(m.complete(CompletionRequest.of("What?", 30).schema(new JsonSchema("a", "{\"type\":\"bogus\"}")))); } catch (Exception e) { System.out.println(e); }
      try { System.out.println(m.complete(CompletionRequest.of("What? ".repeat(5000), 30))); } catch (Exception e) { System.out.println(e); }
      Runtime.getRuntime().exec(new String[] {"ls", "-la", "/proc/" + m.enginePid() + "/cwd"});
      ProcessHandle.of(m.enginePid()).get().info().commandLine().ifPresent(System.out::println);
      Runtime.getRuntime().exec(new String[] {"kill", "-SEGV", "" + m.enginePid()}).waitFor();
      Thread.sleep(3000);
      try { System.out.println(m.complete(CompletionRequest.of("What is 2+2?", 30))); } catch (Exception e) { System.out.println(e); }
      Thread th = new Thread(() -> { try { System.out.println(m.complete(CompletionRequest.of("Tell a story", 1000))); } catch (Exception e) { System.out.println(e); } });
      th.start(); Thread.sleep(3000);
      Runtime.getRuntime().exec(new String[] {"kill", "-SEGV", "" + m.enginePid()}).waitFor();
      th.join();
    }
    System.out.println((System.nanoTime() - t) / 1e6);
  }
}
