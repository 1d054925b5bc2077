package org.llmrec.retrieve.internal;

import java.io.IOException;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;

/** The documents that have some of many keywords. */
public final class TermDocuments {
  private TermDocuments() {}

  /**
   * Hands out the documents of every keyword, one that has two of them twice. Goes through the
   * dictionary once, forwards, so that lists of a hundred thousand ids cost no lookup each from the
   * top.
   *
   * @param terms in any order; those that the field does not have are skipped
   */
  public static void forEach(
      LeafReader leaf, String field, Stream<String> terms, IntConsumer documents)
      throws IOException {
    Terms dictionary = leaf.terms(field);
    if (dictionary == null) {
      return;
    }
    BytesRef[] sorted = terms.map(BytesRef::new).sorted().toArray(BytesRef[]::new);
    TermsEnum at = dictionary.iterator();
    PostingsEnum having = null;
    for (BytesRef term : sorted) {
      if (at.seekExact(term)) {
        having = at.postings(having, PostingsEnum.NONE);
        for (int doc = having.nextDoc();
            doc != DocIdSetIterator.NO_MORE_DOCS;
            doc = having.nextDoc()) {
          documents.accept(doc);
        }
      }
    }
  }
}
