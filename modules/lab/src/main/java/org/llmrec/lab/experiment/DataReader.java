package org.llmrec.lab.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.data.catalogue.CatalogueSource;
import org.llmrec.data.config.ConfigSection;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.InteractionSource;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.protocol.Protocol;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Nearest;
import org.llmrec.enrich.prompt.PromptTemplate;

/** Reads the section {@code data}. */
final class DataReader {
  private static final String CATALOGUE = "catalogue";
  private static final String INTERACTIONS = "interactions";
  private static final String ANSWERS = "answers";
  private static final String INDEPENDENT = "independent-graphs";
  private static final String QUERIES = "queries";
  private static final String TOPICS = "topics";
  private static final String QRELS = "qrels";
  private static final String JUDGEMENTS = "judgements";
  private static final String CLICKS = "clicks";
  private static final String MIN_ITEMS = "min-items";
  private static final int MIN_TAGGED = 3;

  private final ConfigSection section;
  private final Path folder;

  DataReader(ConfigSection top, Path folder) {
    this.section =
        top.section(
            "data",
            List.of(
                "format",
                "path",
                CATALOGUE,
                INTERACTIONS,
                "catalogue-map",
                "interactions-map",
                "positive",
                ANSWERS,
                "prompts",
                INDEPENDENT,
                "only-answered",
                QUERIES,
                MIN_ITEMS,
                TOPICS,
                QRELS,
                JUDGEMENTS,
                CLICKS));
    this.folder = folder;
  }

  DataSpec read(Protocol protocol) {
    Format format = section.parsed("format", Format::parse).orElse(Format.AUTO);
    boolean together = section.has("path");
    if (together == section.has(INTERACTIONS)) {
      throw section.wrong(
          "expected either path (a folder of MovieLens, RecBole or the like) or catalogue and interactions, found "
              + (together ? "both" : "neither"));
    }
    CatalogueSource catalogue =
        new CatalogueSource(
            section.path(section.has(CATALOGUE) || !together ? CATALOGUE : "path", folder),
            section.has(CATALOGUE) ? Format.AUTO : format,
            section.texts("catalogue-map"));
    Optional<DataSpec.QuerySource> queries = queries();
    if (queries.isPresent() != (protocol == Protocol.SEARCH)) {
      throw section.wrong(
          protocol == Protocol.SEARCH
              ? "expected queries: TAGS.csv, judgements: FILE, or topics: and qrels:, for the search"
                  + " protocol, found none"
              : "expected judged queries with protocol search only, found them with "
                  + protocol.label());
    }
    if (section.has(CLICKS) && protocol != Protocol.SEARCH) {
      throw section.wrong(
          CLICKS, "expected clicks with protocol search only, found " + protocol.label());
    }
    return new DataSpec(
        catalogue,
        interactions(section.path(together ? "path" : INTERACTIONS, folder), format),
        answers(),
        prompts(),
        Set.copyOf(section.textList(INDEPENDENT)),
        onlyAnswered(),
        queries,
        section.has(CLICKS) ? Optional.of(section.path(CLICKS, folder)) : Optional.empty());
  }

  private InteractionSource interactions(Path path, Format format) {
    Map<String, String> columns = section.texts("interactions-map");
    if (!section.has("positive")) {
      throw section.wrong(
          "expected positive: 4 (values from 4 on) or positive: all, to say what counts, found"
              + " neither");
    }
    if (section.text("positive").equals("all")) {
      return new InteractionSource(path, format, columns, new Feedback.Weights(), Repeats.SUM);
    }
    double from =
        section
            .parsed(
                "positive",
                text -> {
                  try {
                    return Double.valueOf(text);
                  } catch (NumberFormatException e) {
                    throw new ConfigException(
                        OptionCode.OPTION_VALUE,
                        "expected a number or all, found \"" + text + "\"",
                        e);
                  }
                })
            .orElseThrow();
    try {
      return new InteractionSource(
          path, format, columns, new Feedback.Threshold(from), Repeats.LATEST);
    } catch (ConfigException e) {
      throw section.located("positive", e);
    }
  }

  private List<Path> answers() {
    return section.textOrList(ANSWERS).stream().map(this::resolved).toList();
  }

  private Path resolved(String text) {
    return section.resolved(ANSWERS, text, folder);
  }

  private List<String> prompts() {
    List<String> prompts = section.textList("prompts");
    for (String prompt : prompts) {
      if (!PromptTemplate.IDS.contains(prompt)) {
        throw section.wrong(
            "prompts",
            "expected prompts among "
                + PromptTemplate.IDS
                + ", found \""
                + prompt
                + "\""
                + Nearest.hint(prompt, PromptTemplate.IDS));
      }
    }
    return prompts;
  }

  private boolean onlyAnswered() {
    boolean only = section.truth("only-answered").orElse(false);
    if (only && !section.has(ANSWERS)) {
      throw section.wrong("only-answered", "expected answers to go by, found none");
    }
    return only;
  }

  private Optional<DataSpec.QuerySource> queries() {
    boolean tags = section.has(QUERIES);
    boolean trec = section.has(TOPICS) || section.has(QRELS);
    boolean judged = section.has(JUDGEMENTS);
    if ((tags ? 1 : 0) + (trec ? 1 : 0) + (judged ? 1 : 0) > 1) {
      throw section.wrong("expected one of queries, judgements, and topics and qrels, found more");
    }
    if (judged) {
      return Optional.of(new DataSpec.QuerySource.Judged(section.path(JUDGEMENTS, folder)));
    }
    if (tags) {
      long least = section.integer(MIN_ITEMS).orElse((long) MIN_TAGGED);
      if (least < 1 || least > Integer.MAX_VALUE) {
        throw section.wrong(MIN_ITEMS, "expected a number from 1 on, found " + least);
      }
      return Optional.of(new DataSpec.QuerySource.Tags(section.path(QUERIES, folder), (int) least));
    }
    return trec
        ? Optional.of(
            new DataSpec.QuerySource.Trec(
                section.path(TOPICS, folder), section.path(QRELS, folder)))
        : Optional.empty();
  }
}
