package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.CombinedFieldQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.llmrec.retrieve.WordScoring;
import org.llmrec.retrieve.internal.CatalogueAnalyzer.QueryTerm;
import org.llmrec.retrieve.internal.Corrections.Meant;

/**
 * The Lucene query for what a person typed, and what of it an item has.
 *
 * <p>Every term is looked for in all texts of the item as if they were one text in which each stood
 * as often as it weighs: by default the title five times, each category three times and the
 * description twice (BM25F: Robertson, Zaragoza and Taylor, CIKM 2004), so that a query's words may
 * be spread over the fields. Where the title has all of the terms, half its own BM25 is added: who
 * types a title wants that item before those that speak of it, while one of several words in a
 * title says little. Two words that stand side by side in the query and in a text of the item count
 * once more as a phrase, in the field where they do best: "space opera" is more than "space" and
 * "opera".
 */
public final class WordQueries {
  private static final float TITLE_ALONE = 0.5f;

  private final List<String> fields = new ArrayList<>();

  /** For an index with these fields. */
  public WordQueries(FieldInfos infos) {
    for (FieldInfo info : infos) {
      if (weight(info.name, WordScoring.STANDARD) > 0
          && info.getIndexOptions() != IndexOptions.NONE) {
        fields.add(info.name);
      }
    }
    fields.sort(null);
  }

  private static float weight(String field, WordScoring scoring) {
    return switch (field) {
      case IndexFields.TITLE -> scoring.title();
      case IndexFields.CATEGORIES -> scoring.categories();
      case IndexFields.DESCRIPTION -> scoring.description();
      case IndexFields.ATTRIBUTES -> scoring.attributes();
      default -> field.startsWith(IndexFields.ANSWER) ? scoring.answers() : 0;
    };
  }

  /**
   * Any of the terms.
   *
   * @param query with at least one term
   * @param filter null for none
   */
  public Query any(
      IndexReader reader, CatalogueAnalyzer.QueryTerms query, WordScoring scoring, Query filter)
      throws IOException {
    List<String> weighty = fields.stream().filter(f -> weight(f, scoring) > 0).toList();
    if (weighty.isEmpty()) {
      return new MatchNoDocsQuery("no item has a text that weighs something");
    }
    Map<String, List<Meant>> meant =
        scoring.typos()
            ? new Corrections(reader).of(query.terms())
            : query.terms().stream()
                .collect(
                    Collectors.toMap(QueryTerm::term, term -> Corrections.asTyped(term.term())));
    Rarity rarity = new Rarity(reader, weighty);
    BooleanQuery.Builder words = new BooleanQuery.Builder();
    for (QueryTerm term : query.terms()) {
      words.add(
          best(meant.get(term.term()), word -> everywhere(word, weighty, scoring, rarity)),
          Occur.SHOULD);
    }
    if (scoring.extras()) {
      addExtras(words, query, meant, weighty);
    }
    BooleanQuery any = words.build();
    return filter == null
        ? any
        : new BooleanQuery.Builder().add(any, Occur.MUST).add(filter, Occur.FILTER).build();
  }

  private static Query everywhere(
      String term, List<String> fields, WordScoring scoring, Rarity rarity) throws IOException {
    CombinedFieldQuery.Builder everywhere = new CombinedFieldQuery.Builder(term);
    for (String field : fields) {
      everywhere.addField(field, weight(field, scoring));
    }
    return boosted(everywhere.build(), rarity.correction(term));
  }

  /** The best of what may have been meant, each at its weight. */
  private static Query best(List<Meant> meant, ByWord query) throws IOException {
    List<Query> each = new ArrayList<>();
    for (Meant word : meant) {
      each.add(boosted(query.of(word.term()), word.weight()));
    }
    return each.size() == 1 ? each.get(0) : new DisjunctionMaxQuery(each, 0);
  }

  /** A word's query. */
  private interface ByWord {
    Query of(String word) throws IOException;
  }

  private static Query boosted(Query query, float weight) {
    return weight == 1 ? query : new BoostQuery(query, weight);
  }

  private static void addExtras(
      BooleanQuery.Builder words,
      CatalogueAnalyzer.QueryTerms query,
      Map<String, List<Meant>> meant,
      List<String> fields)
      throws IOException {
    for (CatalogueAnalyzer.QueryPair pair : query.pairs()) {
      Meant first = meant.get(pair.first()).get(0);
      Meant second = meant.get(pair.second()).get(0);
      List<Query> phrases = new ArrayList<>();
      for (String field : fields) {
        phrases.add(new PhraseQuery(field, first.term(), second.term()));
      }
      words.add(
          boosted(new DisjunctionMaxQuery(phrases, 0), first.weight() * second.weight()),
          Occur.SHOULD);
    }
    if (fields.contains(IndexFields.TITLE)) {
      BooleanQuery.Builder title = new BooleanQuery.Builder();
      for (QueryTerm term : query.terms()) {
        title.add(
            best(meant.get(term.term()), word -> new TermQuery(new Term(IndexFields.TITLE, word))),
            Occur.MUST);
      }
      words.add(new BoostQuery(title.build(), TITLE_ALONE), Occur.SHOULD);
    }
  }

  /**
   * Which terms the items have in any of their texts, or what may have been meant by them.
   *
   * @param meant by term, of the whole catalogue
   * @param ordinals in any order
   * @return {@code [terms, ordinals]}
   */
  public static boolean[][] matches(
      LeafReader leaf, List<QueryTerm> terms, Map<String, List<Meant>> meant, int[] ordinals)
      throws IOException {
    // A posting list only goes forward, while the items come in the order of their rank.
    int[] order =
        IntStream.range(0, ordinals.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> ordinals[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    boolean[][] matches = new boolean[terms.size()][ordinals.length];
    for (int t = 0; t < matches.length; t++) {
      for (Meant word : meant.get(terms.get(t).term())) {
        match(leaf, word.term(), ordinals, order, matches[t]);
      }
    }
    return matches;
  }

  private static void match(
      LeafReader leaf, String word, int[] ordinals, int[] order, boolean[] matches)
      throws IOException {
    PostingsEnum posting = leaf.postings(new Term(IndexFields.ANY, word), PostingsEnum.NONE);
    for (int i = 0; posting != null && i < order.length; i++) {
      int ordinal = ordinals[order[i]];
      if (posting.docID() < ordinal) {
        posting.advance(ordinal);
      }
      matches[order[i]] |= posting.docID() == ordinal;
    }
  }
}
