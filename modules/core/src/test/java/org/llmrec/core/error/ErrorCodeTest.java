package org.llmrec.core.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Codes, and what is written about them. */
class ErrorCodeTest {
  @Test
  void everyCodeIsFoundByItsWordAndNoOtherIs() {
    for (ErrorCode code : ErrorCode.all()) {
      assertTrue(code.id().matches("[a-z0-9]+(-[a-z0-9]+)*"), code.id());
      assertSame(code, ErrorCode.find(code.id()).orElseThrow(), code.id());
    }
    assertTrue(ErrorCode.find("DISK_FULL").isEmpty());
    assertTrue(ErrorCode.find("").isEmpty());
  }

  @Test
  void everyTopicHasItsCodes() {
    Set<String> topics = new HashSet<>();
    for (Class<?> type : ErrorCode.class.getPermittedSubclasses()) {
      List<ErrorCode> of = ErrorCode.all().stream().filter(type::isInstance).toList();
      assertEquals(type.getEnumConstants().length, of.size(), type::getName);
      assertTrue(topics.add(of.getFirst().topic()), type::getName);
    }
  }

  @Test
  void noTwoPagesSayTheSame() {
    for (Function<ErrorPage, String> part :
        List.<Function<ErrorPage, String>>of(
            ErrorPage::title, ErrorPage::meaning, ErrorPage::advice)) {
      Set<String> seen = new HashSet<>();
      ErrorCode.all()
          .forEach(code -> assertTrue(seen.add(part.apply(code.page())), () -> code.id()));
    }
  }

  @Test
  void everyPageIsWrittenInSentences() {
    for (ErrorCode code : ErrorCode.all()) {
      ErrorPage page = code.page();
      assertFalse(page.title().endsWith("."), code::id);
      assertTrue(Character.isUpperCase(page.title().charAt(0)), code::id);
      assertTrue(page.meaning().matches("(?s)([A-Z]|llmrec ).{20,}\\."), code::id);
      assertTrue(page.advice().matches("(?s)([A-Z]|llmrec ).{14,}[.)]"), code::id);
      assertTrue(page.exit() >= 1 && page.exit() <= 3, code::id);
    }
  }

  @Test
  void anExceptionKeepsItsCodeWhenItTravels() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new ConfigException(OptionCode.NAME_UNKNOWN, "no such thing"));
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertSame(OptionCode.NAME_UNKNOWN, ((LlmrecException) in.readObject()).code());
    }
  }
}
