package org.llmrec.llm.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.llm.Capability;
import org.llmrec.llm.CompletionRequest;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModelContract;

/** What every model has to do, over a process that is real and answers that are not. */
class EngineContractTest extends LanguageModelContract {
  @TempDir Path folder;
  private ServerSocket door;

  @BeforeEach
  void openDoor() throws IOException {
    door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void closeDoor() throws IOException {
    door.close();
  }

  @Override
  protected LanguageModel open() throws IOException {
    return Fakes.open(Fakes.gguf(folder, "model.gguf"));
  }

  @Override
  protected Set<Capability> expected() {
    return EnumSet.of(Capability.JSON_SCHEMA, Capability.SEED, Capability.ANSWER_SCORES);
  }

  @Override
  protected OptionalLong calls() {
    return OptionalLong.empty();
  }

  @Override
  protected Optional<String> expectedText(CompletionRequest request) {
    return Optional.of("echo " + request.messages().get(0).content());
  }

  @Override
  protected Optional<Hanging> hanging() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(
            () -> {
              try (var knock = door.accept()) {
                knock.getInputStream().read();
                asked.countDown();
                // Until the engine has given up.
                knock.getInputStream().read();
              } catch (IOException e) {
                // The test is over, and the door closed: nobody waits.
                asked.countDown();
              }
            });
    Path file = Fakes.gguf(folder, "hanging.gguf");
    return Optional.of(new Hanging(Fakes.hanging(file, door.getLocalPort()), asked));
  }
}
