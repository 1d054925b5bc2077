package org.llmrec.data.record;

import java.util.Locale;

/** Why a record is refused. Counts are kept per reason, so these names are part of the format. */
public enum Reason {
  /** Longer than {@link Limits#RECORD_BYTES}. */
  TOO_LONG("the record is too long"),
  /** The bytes are no UTF-8. */
  NOT_UTF8("the record is not UTF-8"),
  /** Not one whole JSON value. */
  NOT_JSON("the line is not JSON"),
  /** JSON nested deeper, or with longer numbers, than any sensible record. */
  TOO_DEEP("the JSON goes beyond the limits of nesting or size"),
  /** JSON, but no object. */
  NOT_AN_OBJECT("the line is JSON but not an object"),
  /** The quotes of a CSV record do not pair up. */
  BAD_QUOTES("the quotes do not pair up"),
  /** More or fewer fields than the header has columns. */
  FIELD_COUNT("the number of fields differs from the header"),
  /** A field that is needed is absent or empty. */
  MISSING("the field is missing or empty"),
  /** A list or object where a single value is needed, and the like. */
  WRONG_TYPE("the field has the wrong type"),
  /** Text where a number is needed. */
  NOT_A_NUMBER("the field is not a finite number"),
  /** A number that is too small, too large or not whole. */
  OUT_OF_RANGE("the number is out of its range"),
  /** No instant in time that is understood. */
  BAD_TIME("the field is not a time"),
  /** An id that could not be written, printed or looked up safely. */
  BAD_ID("the id is not usable"),
  /** The same key came before. */
  DUPLICATE("the same key came before"),
  /** An item that the catalogue does not have. */
  UNKNOWN_ITEM("the item is not in the catalogue"),
  /** An event type without a declared weight. */
  UNKNOWN_EVENT("the event type is not declared"),
  /** A prompt that does not exist. */
  UNKNOWN_PROMPT("the prompt is not known"),
  /** Of an item or a person that somebody asked to be forgotten; counted, and nothing else. */
  FORGOTTEN("it is to be forgotten");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** The name used in files, such as {@code not-utf8}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people. */
  public String sentence() {
    return sentence;
  }
}
