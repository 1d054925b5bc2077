package org.llmrec.rerank.tallrec;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;

/** Constants by the names that commands and files give them. */
final class ByLabel {
  private ByLabel() {}

  static <E> List<String> all(E[] values, Function<E, String> label) {
    return Arrays.stream(values).map(label).toList();
  }

  static <E> E of(E[] values, Function<E, String> label, String wanted) {
    return Arrays.stream(values)
        .filter(each -> label.apply(each).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    OptionCode.NAME_UNKNOWN,
                    "expected one of " + all(values, label) + ", found \"" + wanted + "\""));
  }
}
