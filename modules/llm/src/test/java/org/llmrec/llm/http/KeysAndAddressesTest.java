package org.llmrec.llm.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.llm.Capability;
import org.llmrec.llm.LanguageModel;
import org.llmrec.llm.LanguageModels;
import org.llmrec.llm.ModelSettings;

/** What a configuration may say, and that a key in the wrong place is neither used nor shown. */
class KeysAndAddressesTest {
  private static final String LITERAL = "sk-proj-AbCdEf0123456789AbCdEf0123456789";

  private static ModelSettings settings(String... pairs) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return new ModelSettings("openai", "m-1", map, Path.of("."));
  }

  private static String refused(String... pairs) {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> new OpenAiProvider(name -> null).open(settings(pairs)).close());
    String all = e + " " + e.getCause();
    assertFalse(all.contains("AbCdEf"), all);
    return e.getMessage();
  }

  @Test
  void theProviderIsFoundByItsKind() {
    assertTrue(LanguageModels.kinds().contains("openai"));
    assertTrue(LanguageModels.settings("openai").contains("base-url"));
    try (LanguageModel model =
        LanguageModels.open(settings("base-url", "http://localhost:11434/v1/"))) {
      assertEquals("m-1", model.info().id());
      assertEquals("OpenAiModel[m-1 at http://localhost:11434/v1]", model.toString());
    }
    ConfigException e =
        assertThrows(
            ConfigException.class, () -> LanguageModels.open(settings("api-key", LITERAL)));
    assertTrue(e.getMessage().contains("llm.api-key"), e.getMessage());
    assertFalse(e.getMessage().contains(LITERAL), e.getMessage());
  }

  @Test
  void everySettingIsRead() {
    OpenAiOptions read =
        OpenAiSettings.read(
            settings(
                "base-url", "http://gpu-box:8000/v1//",
                "api-key-env", "VLLM_KEY",
                "timeout-seconds", "9",
                "max-response-bytes", "5000",
                "capabilities", "json-schema, BATCH,first_token_scores",
                "allow-insecure", "true"));
    assertEquals("http://gpu-box:8000/v1", read.baseUrl().toString());
    assertEquals(Optional.of("VLLM_KEY"), read.apiKeyEnv());
    assertEquals(Duration.ofSeconds(9), read.timeout());
    assertEquals(5000, read.maxResponseBytes());
    assertEquals(
        EnumSet.of(Capability.JSON_SCHEMA, Capability.BATCH, Capability.FIRST_TOKEN_SCORES),
        read.capabilities());
    assertTrue(read.allowInsecure());
  }

  @Test
  void openAiIsTheDefaultWithItsOwnVariableAndBatches() {
    OpenAiOptions read = OpenAiSettings.read(settings());
    assertEquals(OpenAiOptions.OPENAI, read.baseUrl());
    assertEquals(Optional.of("OPENAI_API_KEY"), read.apiKeyEnv());
    assertTrue(read.capabilities().contains(Capability.BATCH));
    OpenAiOptions local = OpenAiSettings.read(settings("base-url", "http://localhost:8080/v1"));
    assertEquals(Optional.empty(), local.apiKeyEnv());
    assertFalse(local.capabilities().contains(Capability.BATCH));
    assertEquals(Set.of(), OpenAiSettings.read(settings("capabilities", " ")).capabilities());
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    String message = refused("api-key-env", "SOME_KEY");
    assertTrue(message.startsWith("llm.api-key-env:") && message.contains("SOME_KEY"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LITERAL,
        "gsk_AbCdEf0123456789AbCdEf",
        "AbCdEf0123456789+/=",
        "",
        "AbCdEf01234567"
      })
  void aKeyInsteadOfANameIsRefusedAndNotShown(String literal) {
    assertTrue(refused("api-key-env", literal).startsWith("llm.api-key-env:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:AbCdEf@api.example.com/v1",
        "https://AbCdEf@api.example.com/v1",
        "https://api.example.com/v1?key=AbCdEf",
        "https://api.example.com/v1#AbCdEf",
        "ftp://AbCdEf/v1",
        "AbCdEf",
        "https:///AbCdEf",
        "https://AbCdEf /v1",
        "",
      })
  void addressesThatAreNoneOrHoldAKeyAreRefusedAndNotShown(String url) {
    assertTrue(refused("base-url", url).startsWith("llm.base-url:"));
  }

  @ParameterizedTest
  @CsvSource({
    "http://gpu-box:8000/v1, false",
    "http://10.0.0.7/v1, false",
    "http://localhost.example.com/v1, false",
    "http://127.0.0.1.example.com/v1, false",
    "https://gpu-box:8000/v1, true",
    "http://localhost:1/v1, true",
    "http://127.0.0.1:1/v1, true",
    "http://[::1]:1/v1, true",
  })
  void aKeyGoesOverPlainHttpToThisMachineOnly(String url, boolean allowed) {
    if (allowed) {
      assertDoesNotThrow(() -> OpenAiSettings.read(settings("base-url", url, "api-key-env", "K")));
    } else {
      String message = refused("base-url", url, "api-key-env", "K");
      assertTrue(message.contains("llm.allow-insecure"), message);
      assertDoesNotThrow(
          () ->
              OpenAiSettings.read(
                  settings("base-url", url, "api-key-env", "K", "allow-insecure", "true")));
      assertDoesNotThrow(() -> OpenAiSettings.read(settings("base-url", url)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "timeout-seconds, 0",
    "timeout-seconds, -3",
    "timeout-seconds, soon",
    "max-response-bytes, 10",
    "max-response-bytes, 2000000000",
    "capabilities, telepathy",
    "capabilities, answer-scores",
    "allow-insecure, yes",
  })
  void valuesOutOfRangeNameTheirKey(String key, String value) {
    String message = refused("base-url", "http://localhost:1/v1", key, value);
    assertTrue(message.startsWith("llm." + key + ":"), message);
  }

  @Test
  void aKeyThatCannotBeSentIsRefusedAndNotShown() {
    OpenAiOptions options = OpenAiOptions.openAi("m");
    for (String key : new String[] {"AbCdEf\nX: y", "AbCdEf 1", "AbCdEf\u00e9"}) {
      String message =
          assertThrows(ConfigException.class, () -> OpenAiModel.open(options, name -> key))
              .getMessage();
      assertFalse(message.contains("AbCdEf"), message);
    }
    assertEquals("a key", ApiKey.from(Optional.of("K"), name -> " AbCdEf\n").toString());
  }
}
