package org.llmrec.bench.road;

import java.util.Locale;
import java.util.stream.Collectors;

/** The report as a page. */
final class Table {
  private Table() {}

  static String of(Report report) {
    StringBuilder page = new StringBuilder();
    line(page, "%s; %s; heap of a stage at most %s; %d passes of the trainer.", report.date(),
        report.machine(), report.heap(), report.epochs());
    for (Report.Size size : report.sizes()) {
      line(page, "%n## %,d items, %,d people, %,d interactions (%.0f MB of input)%n",
          size.items(), size.people(), size.interactions(), size.inputBytes() / 1e6);
      line(page, "| stage | seconds | peak memory, MiB | without mapped files, MiB | disk, MB |");
      line(page, "|---|--:|--:|--:|--:|");
      for (Report.Stage stage : size.stages()) {
        line(page, "| %s | %.1f | %.0f | %.0f | %.1f |", stage.name(), stage.seconds(),
            stage.peakMib(), stage.ownMib(), stage.diskBytes() / 1e6);
      }
      line(page, "| all | %.1f | %.0f | %.0f | %.1f |",
          size.stages().stream().mapToDouble(Report.Stage::seconds).sum(),
          size.stages().stream().mapToDouble(Report.Stage::peakMib).max().orElse(0),
          size.stages().stream().mapToDouble(Report.Stage::ownMib).max().orElse(0),
          size.stages().stream().mapToLong(Report.Stage::diskBytes).sum() / 1e6);
      Report.Asked asked = size.asked();
      line(page,
          "%nOpened in %.1f s, with %.0f MiB resident at most, mapped files included. Median of one"
              + " caller: a person %.2f ms, a history %.2f ms, a search %.2f ms.",
          asked.openSeconds(), asked.peakMib(), asked.recommendMicros() / 1e3,
          asked.historyMicros() / 1e3, asked.searchMicros() / 1e3);
      Report.Day day = size.day();
      line(page,
          "%nThe day after, %,d items changed, %,d came and %,d interactions: `build --refresh` took"
              + " %.1f s and %.0f MiB (%s).",
          day.items(), day.items(), day.interactions(), day.seconds(), day.peakMib(),
          day.stages().entrySet().stream()
              .map(stage -> String.format(Locale.ROOT, "%s %.1f s", stage.getKey(), stage.getValue()))
              .collect(Collectors.joining(", ")));
    }
    if (!report.growth().isEmpty()) {
      line(page, "%n## Growth%n%nExponent of the seconds against the items, Java's start included:%n");
      report.growth().forEach((stage, power) -> line(page, "- %s %.2f", stage, power));
    }
    return page.toString();
  }

  private static void line(StringBuilder page, String format, Object... arguments) {
    page.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
