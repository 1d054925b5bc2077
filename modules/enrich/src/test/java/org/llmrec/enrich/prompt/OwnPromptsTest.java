package org.llmrec.enrich.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;

class OwnPromptsTest {
  private static final Item ITEM = new Item("a", "Title", "A story.", List.of(), Map.of());

  @TempDir Path folder;

  private static String refused(String id, String text) {
    return assertThrows(ConfigException.class, () -> OwnPrompts.of(id, text, Optional.empty()))
        .getMessage();
  }

  @Test
  void aWordingAloneIsEnough() {
    PromptTemplate prompt =
        OwnPrompts.of("mood", "# Task\nMoods of\n{{item}}?\n", Optional.of(AnswerForm.Kind.TAGS));
    assertEquals("mood", prompt.id());
    assertEquals(1, prompt.version());
    assertEquals(List.of("mood"), prompt.fields());
    assertEquals(AnswerForm.usual(AnswerForm.Kind.TAGS), prompt.form("mood"));
    assertTrue(prompt.schema().isEmpty());
    assertFalse(prompt.wantsNeighbours());
    String text = prompt.render(ITEM, List.of());
    assertTrue(text.startsWith("# Task\nMoods of\n{\"title\":\"Title\","), text);
    assertTrue(text.endsWith("}?"), text);
  }

  @Test
  void aFileMayStateEverythingItself() throws IOException {
    Path file = folder.resolve("mood.txt");
    Files.writeString(
        file,
        "\uFEFF# id: mood\r\n# version: 3\r\n# form: tags 2-6\r\n# answer: json\r\n# tokens: 90\r\n"
            + "Item: {{item}}\r\nOthers: {{neighbours}}\r\nAnswer as {\"tags\": [\"...\"]}.\r\n");
    PromptTemplate prompt = OwnPrompts.read(file, Optional.empty(), Optional.empty());
    assertEquals("mood", prompt.id());
    assertEquals(3, prompt.version());
    assertEquals(new AnswerForm(AnswerForm.Kind.TAGS, 2, 6), prompt.form("mood"));
    assertEquals(90, prompt.maxTokens());
    assertEquals("mood", prompt.schema().orElseThrow().name());
    assertTrue(prompt.wantsNeighbours());
    assertTrue(prompt.render(ITEM, List.of()).contains("\nOthers: []\nAnswer as"));
  }

  @Test
  void whatIsWrongIsSaid() {
    assertTrue(refused("mood", "No slot.").contains("expected the slot {{item}}"));
    assertTrue(refused("mood", "{{item}} {{item}}").contains("{{item}} once"));
    assertTrue(refused("mood", "{{items}}").contains("did you mean '{{item}}'?"));
    assertTrue(refused("mood", "{{item}} {{neighbors}}").contains("'{{neighbours}}'?"));
    assertTrue(refused("mood", "{{neighbours}} {{item}}").contains("after {{item}}"));
    assertTrue(refused("mood", "# from: text 1-5\n{{item}}").contains("did you mean 'form'?"));
    assertTrue(refused("mood", "# form: long\n{{item}}").contains("'text 3-120'"));
    assertTrue(refused("mood", "# form: text 1-900\n{{item}}").contains("200 words"));
    assertTrue(refused("mood", "# version: 0\n{{item}}").contains("whole number"));
    assertTrue(refused("mood", "# answer: xml\n{{item}}").contains("'json' or 'plain'"));
    assertTrue(refused("mood", "# answer: json\n{{item}}").contains("{\"text\": \"...\"}"));
    assertTrue(refused("mood", "# id: other\n{{item}}").contains("calls it 'other'"));
    assertTrue(refused("mood", "# ask: {{item}}?\n{{item}}").contains("no slot"));
    assertTrue(refused("mood", "# id: mood\n# id: mood\n{{item}}").contains("line 2"));
    assertTrue(refused("rec-tag", "{{item}}").contains("taken"));
    assertTrue(refused("description", "{{item}}").contains("taken"));
    assertTrue(refused("Mood", "{{item}}").contains("small letter"));
    assertTrue(refused("m".repeat(41), "{{item}}").contains("40 at most"));
    assertTrue(refused("mood", "{{item}}" + "x".repeat(20_000)).contains("at most 20000"));
    assertTrue(
        assertThrows(
                ConfigException.class,
                () ->
                    OwnPrompts.of(
                        "mood", "# form: text 1-9\n{{item}}", Optional.of(AnswerForm.Kind.TAGS)))
            .getMessage()
            .contains("are text, the settings say tags"));
  }

  @Test
  void aFileThatIsNoneIsRefused() throws IOException {
    Path missing = folder.resolve("missing.txt");
    Optional<String> id = Optional.of("mood");
    assertThrows(ConfigException.class, () -> OwnPrompts.read(missing, id, Optional.empty()));
    Path bytes = folder.resolve("bytes.txt");
    Files.write(bytes, new byte[] {(byte) 0xC3, (byte) 0x28});
    assertTrue(
        assertThrows(ConfigException.class, () -> OwnPrompts.read(bytes, id, Optional.empty()))
            .getMessage()
            .contains("UTF-8"));
    Path huge = folder.resolve("huge.txt");
    Files.write(huge, new byte[90_000]);
    assertThrows(ConfigException.class, () -> OwnPrompts.read(huge, id, Optional.empty()));
  }
}
