package org.llmrec.rerank.ground;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds lists of quoted texts, in JSON or Python's way and whole or cut, and objects with titles.
 * One pass, linear in the text.
 */
final class QuotedLists {
  private static final Set<String> TITLES =
      Set.of("title", "name", "item", "movie", "film", "book", "product", "recommendation");

  /** Lists under these names say something about an item or a person. */
  private static final Set<String> ASIDES =
      Set.of(
          "history",
          "seen",
          "watched",
          "liked",
          "genres",
          "genre",
          "keywords",
          "tags",
          "reasons",
          "categories",
          "preferences",
          "cast",
          "actors",
          "authors");

  private static final String BEHIND = ",]}:";

  /** A list or an object that is open. */
  private static final class Frame {
    final boolean object;
    final boolean aside;
    String key = "";
    String title;
    String first;
    boolean nested;

    Frame(boolean object, boolean aside) {
      this.object = object;
      this.aside = aside;
    }
  }

  private final String text;
  private final Deque<Frame> open = new ArrayDeque<>();
  private List<String> entries = new ArrayList<>();
  private boolean quoted;
  private int at;

  private QuotedLists(String text) {
    this.text = text;
  }

  /** The longest list, the last of equally long ones; else what objects side by side name. */
  static List<String> longest(String text) {
    QuotedLists lists = new QuotedLists(text);
    List<String> longest = List.of();
    List<String> named = new ArrayList<>();
    while (lists.at < text.length()) {
      char c = text.charAt(lists.at);
      if (c != '[' && c != '{') {
        lists.at++;
        continue;
      }
      boolean listed = lists.value();
      if (!listed) {
        named.addAll(lists.entries);
      } else if (lists.entries.size() >= longest.size()) {
        longest = lists.entries;
      }
    }
    return longest.isEmpty() ? named : longest;
  }

  /** Whether a list of quoted texts begins, though it may be cut before its first one's end. */
  static boolean begun(String text) {
    int from = 0;
    for (int open = text.indexOf('['); open >= 0; open = text.indexOf('[', from)) {
      from = open + 1;
      while (from < text.length() && text.charAt(from) <= ' ') {
        from++;
      }
      if (from < text.length() && LenientQuote.opens(text.charAt(from))) {
        return true;
      }
    }
    return false;
  }

  /** Reads one list or object into {@code entries}; says whether a list was in it. */
  private boolean value() {
    entries = new ArrayList<>();
    quoted = false;
    boolean listed = false;
    open.clear();
    do {
      char c = text.charAt(at);
      if (c == '[' || c == '{') {
        listed |= c == '[';
        begin(c == '{');
      } else if (c == ']' || c == '}') {
        end();
      } else if (LenientQuote.opens(c)) {
        LenientQuote read = LenientQuote.read(text, at, BEHIND);
        at = read.end();
        if (read.whole()) {
          quoted = true;
          say(read.text(), true);
        }
      } else if (c <= ' ' || c == ',' || c == ':' || c == ';') {
        at++;
      } else if (!bare()) {
        return listed;
      }
    } while (!open.isEmpty() && at < text.length());
    while (!open.isEmpty()) {
      close(open.pop());
    }
    return listed;
  }

  private void begin(boolean object) {
    Frame parent = open.peek();
    boolean within = parent != null && parent.object;
    if (parent != null) {
      parent.nested = true;
    }
    boolean inList = within && open.stream().skip(1).limit(1).anyMatch(frame -> !frame.object);
    boolean aside =
        parent != null
            && (parent.aside
                || (within
                    && !object
                    && (inList || parent.title != null || ASIDES.contains(parent.key))));
    open.push(new Frame(object, aside));
    at++;
  }

  private void end() {
    close(open.pop());
    at++;
  }

  private void close(Frame frame) {
    if (!frame.object || frame.aside) {
      return;
    }
    Frame parent = open.peek();
    if (frame.title != null) {
      entries.add(frame.title);
    } else if (frame.first != null && !frame.nested && parent != null && !parent.object) {
      entries.add(frame.first);
    }
  }

  private void say(String value, boolean quotes) {
    Frame frame = open.peek();
    if (frame.aside) {
      return;
    }
    if (!frame.object) {
      entries.add(value);
      return;
    }
    int next = at;
    while (next < text.length() && text.charAt(next) <= ' ') {
      next++;
    }
    if (next < text.length() && text.charAt(next) == ':') {
      frame.key = value.strip().toLowerCase(Locale.ROOT);
    } else if (TITLES.contains(frame.key) && frame.title == null) {
      frame.title = value;
    } else if (quotes && !frame.key.isEmpty() && frame.key.chars().allMatch(Character::isDigit)) {
      entries.add(value);
    } else if (quotes && frame.first == null) {
      frame.first = value;
    }
  }

  /** Reads what has no opening mark; false if this shows that it is no list of texts. */
  private boolean bare() {
    int start = at;
    while (at < text.length() && ",[]{}\n\r:".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    if (open.peek().object) {
      say(text.substring(start, at).strip(), false);
      return true;
    }
    // A colon parts a title from its second half; elsewhere it belongs to a key.
    while (at < text.length() && ",[]{}\n\r".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String value = text.substring(start, at).strip();
    char last = value.isEmpty() ? 0 : value.charAt(value.length() - 1);
    boolean lostMark = "\"'”’»`".indexOf(last) >= 0;
    if (!quoted && !lostMark) {
      return false;
    }
    quoted = true;
    boolean cut = at == text.length() && !lostMark;
    if (!cut && !Set.of("null", "None", "true", "false", "...", "…").contains(value)) {
      entries.add(lostMark ? value.substring(0, value.length() - 1) : value);
    }
    return true;
  }
}
