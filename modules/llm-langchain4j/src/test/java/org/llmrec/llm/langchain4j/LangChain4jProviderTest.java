package org.llmrec.llm.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.model.chat.ChatModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelSettings;

class LangChain4jProviderTest {
  /** Gives a chat model without a name or capabilities. */
  public static class Nameless implements Supplier<ChatModel> {
    @Override
    public ChatModel get() {
      return new ChatModel() {};
    }
  }

  /** Gives nothing. */
  public static class Nothing implements Supplier<ChatModel> {
    @Override
    public ChatModel get() {
      return null;
    }
  }

  /** Fails, as one does that misses its key. */
  public static class Failing implements Supplier<ChatModel> {
    @Override
    public ChatModel get() {
      throw new IllegalStateException("no key");
    }
  }

  /** Cannot be made without knowing what. */
  public static class NeedsArguments implements Supplier<ChatModel> {
    NeedsArguments(String what) {
      throw new AssertionError(what);
    }

    @Override
    public ChatModel get() {
      return null;
    }
  }

  private static LanguageModel open(String model, Map<String, String> settings) {
    return LanguageModels.open(new ModelSettings("langchain4j", model, settings, Path.of(".")));
  }

  private static Map<String, String> supplier(Class<?> type) {
    return Map.of("supplier", type.getName());
  }

  private static void assertRefused(
      String model, Map<String, String> settings, String... expected) {
    String message = assertThrows(ConfigException.class, () -> open(model, settings)).getMessage();
    for (String part : expected) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void takesTheChatModelsOwnName() {
    try (LanguageModel model = open("", supplier(EchoChatModel.Factory.class))) {
      assertEquals("echo-1", model.info().id());
      assertEquals(Set.of(Capability.JSON_SCHEMA), model.info().capabilities());
    }
    open("echo-1", supplier(EchoChatModel.Factory.class)).close();
    assertRefused("gpt-4o-mini", supplier(EchoChatModel.Factory.class), "echo-1", "gpt-4o-mini");
  }

  @Test
  void aNamelessOneIsNamedByTheConfiguration() {
    try (LanguageModel model = open("mine", supplier(Nameless.class))) {
      assertEquals("mine", model.info().id());
      assertEquals(Set.of(), model.info().capabilities());
    }
    assertRefused("", supplier(Nameless.class), "llm.model");
  }

  @Test
  void aCapabilityCanBeDeclared() {
    try (LanguageModel model =
        open("mine", Map.of("supplier", Nameless.class.getName(), "capabilities", "json-schema"))) {
      assertEquals(Set.of(Capability.JSON_SCHEMA), model.info().capabilities());
    }
    assertRefused(
        "mine", Map.of("supplier", Nameless.class.getName(), "capabilities", "seed"), "seed");
  }

  @Test
  void whatIsNoSupplierIsNamed() {
    assertRefused("", Map.of(), "llm.supplier");
    assertRefused("", Map.of("supplier", "com.example.Absent"), "com.example.Absent", "class path");
    assertRefused("", Map.of("supplier", "java.lang.Object"), "Supplier<ChatModel>");
    assertRefused("", supplier(Nothing.class), "null");
    assertRefused("", supplier(Failing.class), "IllegalStateException");
    assertRefused("", supplier(NeedsArguments.class), "constructor");
  }
}
