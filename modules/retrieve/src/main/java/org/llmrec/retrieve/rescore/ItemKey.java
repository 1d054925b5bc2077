package org.llmrec.retrieve.rescore;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.RankerCode;
import org.llmrec.rank.Ranker;

/** How a document of somebody's index says which item it is. */
public sealed interface ItemKey {
  /** What stands for an item that the ranker does not have. */
  int UNKNOWN = -1;

  /** A segment lacks the field where none of its documents is an item. */
  Ordinals NO_ITEMS = doc -> UNKNOWN;

  /**
   * The item's id in a sorted or binary doc value, in UTF-8.
   *
   * @param field its name
   */
  record Id(String field) implements ItemKey {
    /** Refuses null. */
    public Id {
      Objects.requireNonNull(field, "field");
    }

    @Override
    public Ordinals ordinals(LeafReader leaf, Ranker ranker) throws IOException {
      FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
      if (info == null) {
        return NO_ITEMS;
      }
      return switch (info.getDocValuesType()) {
        case SORTED -> {
          SortedDocValues ids = DocValues.getSorted(leaf, field);
          yield doc ->
              ids.advanceExact(doc)
                  ? ranker.ordinal(ids.lookupOrd(ids.ordValue()).utf8ToString())
                  : UNKNOWN;
        }
        case BINARY -> {
          BinaryDocValues ids = DocValues.getBinary(leaf, field);
          yield doc ->
              ids.advanceExact(doc) ? ranker.ordinal(ids.binaryValue().utf8ToString()) : UNKNOWN;
        }
        default -> throw otherType(field, "a sorted or binary doc value", info);
      };
    }
  }

  /**
   * The item's ordinal, its place in the catalogue, in a numeric doc value: no look-up by key.
   *
   * @param field its name
   */
  record Ordinal(String field) implements ItemKey {
    /** Refuses null. */
    public Ordinal {
      Objects.requireNonNull(field, "field");
    }

    @Override
    public Ordinals ordinals(LeafReader leaf, Ranker ranker) throws IOException {
      FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
      if (info == null) {
        return NO_ITEMS;
      }
      if (info.getDocValuesType() != DocValuesType.NUMERIC) {
        throw otherType(field, "a numeric doc value", info);
      }
      NumericDocValues values = DocValues.getNumeric(leaf, field);
      return doc -> {
        if (!values.advanceExact(doc)) {
          return UNKNOWN;
        }
        long ordinal = values.longValue();
        return ordinal >= 0 && ordinal < ranker.items() ? (int) ordinal : UNKNOWN;
      };
    }
  }

  /** Reads one segment, documents ascending. */
  @FunctionalInterface
  interface Ordinals {
    /** The item's ordinal, or {@link #UNKNOWN}. */
    int of(int doc) throws IOException;
  }

  /**
   * Opens a segment.
   *
   * @throws ConfigException if the field is there and holds something else
   */
  Ordinals ordinals(LeafReader leaf, Ranker ranker) throws IOException;

  private static ConfigException otherType(String field, String expected, FieldInfo found) {
    return new ConfigException(
        RankerCode.INDEX_KEY,
        "field "
            + field
            + ": expected "
            + expected
            + " that says which item a document is, found doc values of type "
            + found.getDocValuesType()
            + "; index the key as a SortedDocValuesField or NumericDocValuesField too");
  }
}
