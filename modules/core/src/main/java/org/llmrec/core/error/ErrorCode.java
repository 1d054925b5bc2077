package org.llmrec.core.error;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which error it is, in a word that stays the same over versions, while sentences may change. There
 * is one for each thing that a reader would do differently. {@code docs/errors.md} has a page for
 * each.
 */
public sealed interface ErrorCode extends Serializable
    permits OptionCode,
        DataCode,
        FileCode,
        WorkspaceCode,
        EncoderCode,
        RankerCode,
        LanguageModelCode,
        ModelCallCode,
        TrainingCode,
        MachineCode {

  /** The name of the constant. */
  String name();

  /** What it has to do with, as a heading. */
  String topic();

  /** What is written about it. */
  ErrorPage page();

  /** The code as people see it: small letters and hyphens, such as {@code disk-full}. */
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Every code there is, by topic. */
  static List<ErrorCode> all() {
    return Stream.<ErrorCode[]>of(
            OptionCode.values(),
            DataCode.values(),
            FileCode.values(),
            WorkspaceCode.values(),
            EncoderCode.values(),
            RankerCode.values(),
            LanguageModelCode.values(),
            ModelCallCode.values(),
            TrainingCode.values(),
            MachineCode.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  /** The code that is seen as {@code id}, if there is one. */
  static Optional<ErrorCode> find(String id) {
    return all().stream().filter(code -> code.id().equals(id)).findFirst();
  }
}
