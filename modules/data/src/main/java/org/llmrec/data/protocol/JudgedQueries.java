package org.llmrec.data.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.llmrec.core.error.BadRecordException;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.interaction.InteractionReader;
import org.llmrec.data.judgement.Judgement;
import org.llmrec.data.judgement.JudgementReader;
import org.llmrec.data.judgement.JudgementSource;
import org.llmrec.data.judgement.QueryText;
import org.llmrec.data.record.BadFieldException;
import org.llmrec.data.record.Columns;
import org.llmrec.data.record.Format;
import org.llmrec.data.record.Reason;
import org.llmrec.data.record.Rejects;
import org.llmrec.data.record.Row;
import org.llmrec.data.record.Rows;
import org.llmrec.data.record.Values;
import org.llmrec.data.table.Ids;

/** Queries with judged items, from what people tagged, from judgements or from TREC files. */
public final class JudgedQueries {
  private static final String ITEM = "item";
  private static final String TAG = "tag";
  private static final Map<String, List<String>> NAMES =
      Map.of(
          ITEM, InteractionReader.ITEM_COLUMNS, TAG, List.of("tag", "tagname", "query", "label"));

  private JudgedQueries() {}

  /**
   * Every tag that people put on enough items is a query, and these items are its answer, all of
   * grade 1. Tags are compared in lower case, without blanks at the ends and with one blank between
   * words; that is also the query's text. Its id is the text as in a URL, {@code based+on+a+book}.
   *
   * @param tags a table such as MovieLens' {@code tags.csv}, with columns for item and tag
   * @param knownItem whether an item is in the catalogue; others are passed over, as are rows
   *     without a tag
   * @param minItems how many known items a tag has to be on
   * @return in the order of their ids
   * @throws ConfigException if there is no such file, or a column is missing
   * @throws BadRecordException if a row says of no item
   */
  public static List<JudgedQuery> fromTags(Path tags, Predicate<String> knownItem, int minItems)
      throws IOException {
    SortedMap<String, SortedSet<String>> itemsOfTag = new TreeMap<>();
    try (Rejects rejects = Rejects.refusing();
        Rows rows = Rows.open(tags, Format.AUTO, rejects)) {
      Columns columns = new Columns(tags, NAMES, Map.of());
      rows.header().ifPresent(header -> columns.check(header, List.of(ITEM, TAG)));
      for (Row row = rows.next(); row != null; row = rows.next()) {
        try {
          JsonNode tag = columns.value(row, TAG);
          JsonNode item = columns.value(row, ITEM);
          if (item == null) {
            throw new BadFieldException(ITEM, Reason.MISSING, "");
          }
          String id = Values.id(ITEM, item);
          if (tag != null && knownItem.test(id)) {
            itemsOfTag
                .computeIfAbsent(QueryText.folded(Values.text(tag)), t -> new TreeSet<>())
                .add(id);
          }
        } catch (BadFieldException e) {
          rejects.add(tags, row, e);
        }
      }
    }
    SortedMap<String, JudgedQuery> queries = new TreeMap<>();
    itemsOfTag.forEach(
        (tag, items) -> {
          if (!tag.isEmpty() && items.size() >= minItems) {
            String id = id(tag);
            SortedMap<String, Integer> judged = new TreeMap<>();
            items.forEach(item -> judged.put(item, 1));
            queries.put(id, new JudgedQuery(id, tag, judged));
          }
        });
    return List.copyOf(queries.values());
  }

  /**
   * Judged queries of a table of judgements. Queries are compared {@linkplain QueryText#folded
   * folded}, and that is also their text; ids are made of it as for tags. Of several judgements of
   * an item for a query by the same person the latest counts (where times are equal or unknown, the
   * last in the file); of several people's the mean grade, rounded. Items graded below 1 are passed
   * over, and so are queries without any other.
   *
   * @param items the catalogue; judgements of other items are refused
   * @param rejects takes every refused record; stays open
   * @return in the order of their ids
   * @throws ConfigException if the file is not there or not understood
   * @throws BadRecordException if {@code rejects} is strict and a record is bad
   */
  public static List<JudgedQuery> fromJudgements(JudgementSource source, Ids items, Rejects rejects)
      throws IOException {
    SortedMap<String, SortedMap<String, Map<String, Judgement>>> latest = new TreeMap<>();
    try (JudgementReader reader = new JudgementReader(source, items, rejects)) {
      for (Judgement next = reader.next(); next != null; next = reader.next()) {
        latest
            .computeIfAbsent(QueryText.folded(next.query()), query -> new TreeMap<>())
            .computeIfAbsent(next.item(), item -> new HashMap<>())
            .merge(
                next.user().orElse(""), next, (old, own) -> own.time() >= old.time() ? own : old);
      }
    }
    SortedMap<String, JudgedQuery> queries = new TreeMap<>();
    latest.forEach(
        (text, byItem) -> {
          SortedMap<String, Integer> judged = new TreeMap<>();
          byItem.forEach(
              (item, byUser) -> {
                int grade = mean(byUser.values());
                if (grade >= 1) {
                  judged.put(item, grade);
                }
              });
          if (!judged.isEmpty()) {
            queries.put(id(text), new JudgedQuery(id(text), text, judged));
          }
        });
    return List.copyOf(queries.values());
  }

  private static int mean(Collection<Judgement> judgements) {
    return (int) Math.round(judgements.stream().mapToInt(Judgement::grade).average().orElseThrow());
  }

  private static String id(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * TREC topics and their judgements. Topics are in the classic form, of which the number and the
   * title are taken, or one a line with the id, a tab and the text:
   *
   * <pre>
   * &lt;top&gt;
   * &lt;num&gt; Number: 301
   * &lt;title&gt; International Organized Crime
   * &lt;/top&gt;
   * </pre>
   *
   * <p>A judgement is a line {@code topic iteration item grade}; a grade below 1 says that the item
   * is not relevant. Judgements of unknown topics or items, and topics without a relevant known
   * item, are passed over.
   *
   * @param knownItem whether an item is in the catalogue
   * @return in the order of their ids
   * @throws ConfigException if a file is not there, or a line of it is neither; names the line
   */
  public static List<JudgedQuery> fromTrec(Path topics, Path qrels, Predicate<String> knownItem)
      throws IOException {
    SortedMap<String, String> texts = TrecFiles.topics(topics);
    Map<String, SortedMap<String, Integer>> judgements = TrecFiles.qrels(qrels);
    List<JudgedQuery> queries = new ArrayList<>();
    texts.forEach(
        (id, text) -> {
          SortedMap<String, Integer> judged = new TreeMap<>();
          judgements
              .getOrDefault(id, new TreeMap<>())
              .forEach(
                  (item, grade) -> {
                    if (grade >= 1 && knownItem.test(item)) {
                      judged.put(item, grade);
                    }
                  });
          if (!judged.isEmpty()) {
            queries.add(new JudgedQuery(id, text, judged));
          }
        });
    return List.copyOf(queries);
  }
}
