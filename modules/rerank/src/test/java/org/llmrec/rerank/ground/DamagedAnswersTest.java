package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.llmrec.llm.text.RawAnswer;
import org.llmrec.llm.text.VisibleText;

/** Whatever happens to an answer, no item is lost, doubled or invented, and nothing is thrown. */
class DamagedAnswersTest {
  private static final long SEED = 20_261_128;
  private static final int ORDERS = 60_000;
  private static final int LISTS = 30_000;
  private static final int REAL = 10_000;

  @Test
  void anOrderOfDamagedAnswersHasEveryItemOnce() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int n = 0; n < ORDERS; n++) {
      List<String> labels = labels(random);
      List<String> order = shuffled(labels, random);
      String answer = Answers.damaged(Answers.order(order, random), random);
      held(answer, labels, n);
    }
  }

  @Test
  void damagedRealAnswersAreReadWithoutHarm() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    List<String> recorded = Answers.recorded();
    for (int n = 0; n < REAL; n++) {
      String answer = Answers.damaged(recorded.get(random.nextInt(recorded.size())), random);
      held(answer, labels(random), n);
      notInvented(answer, n);
    }
  }

  @Test
  void damagedListsOfTitlesInventNone() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED + 2);
    List<String> titles = Answers.titles();
    TitleIndex index =
        TitleIndex.of(
            IntStream.range(0, titles.size()).mapToObj(Integer::toString).toList(), titles);
    Grounding grounding = Grounding.open(index);
    for (int n = 0; n < LISTS; n++) {
      List<String> some = some(titles, random);
      String list = Answers.list(some, random.nextInt(Answers.LIST_FORMS));
      String answer = Answers.damaged(list, random);
      List<String> entries = notInvented(answer, n);
      Grounded grounded = grounding.ground(entries);
      assertEquals(entries.size(), grounded.counts().total());
      assertEquals(grounded.ids().size(), new HashSet<>(grounded.ids()).size());
      assertEquals(
          entries.size(),
          grounded.ids().size() + grounded.duplicates() + grounded.invalid().size());
    }
  }

  @Test
  void whatIsUndamagedIsReadWhole() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED + 3);
    List<String> titles = Answers.titles();
    List<String> changed = new ArrayList<>();
    for (int n = 0; n < 20_000; n++) {
      List<String> labels = labels(random);
      List<String> order = shuffled(labels, random);
      String answer = Answers.order(order, random);
      List<Integer> expected = order.stream().map(labels::indexOf).toList();
      int at = n;
      assertEquals(expected, LabelList.parse(answer, labels), () -> at + ": " + answer);
      List<String> some = some(titles, random).stream().filter(t -> !t.contains("\"")).toList();
      int form = random.nextInt(Answers.LIST_FORMS);
      if (some.size() > 1) {
        String list = Answers.list(some, form);
        if (!some.equals(WrittenList.entries(list))) {
          changed.add(form + ": " + list + " is " + WrittenList.entries(list));
        }
      }
    }
    assertEquals(List.of(), changed);
  }

  private static void held(String answer, List<String> labels, int n) {
    List<Integer> said = LabelList.parse(answer, labels);
    for (int place : said) {
      assertTrue(contains(answer, labels.get(place)), () -> message(answer, labels, n));
    }
    Permutation permutation = Permutation.complete(said, labels.size());
    List<Integer> sorted = new ArrayList<>(permutation.order());
    Collections.sort(sorted);
    assertEquals(IntStream.range(0, labels.size()).boxed().toList(), sorted);
    OneLabel.parse(answer, labels)
        .ifPresent(
            place ->
                assertTrue(contains(answer, labels.get(place)), () -> message(answer, labels, n)));
    YesNo.parse(answer);
    NumberAnswer.parse(answer, 1, 5)
        .ifPresent(rating -> assertTrue(rating >= 1 && rating <= 5, answer));
  }

  /** As a whole word, letters in either case. */
  private static boolean contains(String answer, String label) {
    Pattern word =
        Pattern.compile("(?iu)(?<![\\p{L}\\p{Nd}])" + Pattern.quote(label) + "(?![\\p{L}\\p{Nd}])");
    return word.matcher(answer).find()
        || word.matcher(Normalizer.normalize(answer, Normalizer.Form.NFKC)).find();
  }

  private static List<String> notInvented(String answer, int n) {
    List<String> entries = WrittenList.entries(answer);
    String letters =
        letters(VisibleText.of(RawAnswer.unfenced(RawAnswer.plain(answer)), answer.length()));
    for (String entry : entries) {
      String part = letters(entry);
      assertTrue(
          letters.contains(part) || answer.contains("\\"),
          () -> "seed " + SEED + ", case " + n + ": " + entry + " in " + answer);
    }
    return entries;
  }

  private static String letters(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String message(String answer, List<String> labels, int n) {
    return "seed " + SEED + ", case " + n + ": " + labels + " in " + answer;
  }

  private static List<String> labels(SplittableRandom random) {
    int count = 2 + random.nextInt(19);
    boolean letters = random.nextBoolean();
    return IntStream.range(0, count)
        .mapToObj(i -> letters ? Character.toString('A' + i) : Integer.toString(i + 1))
        .toList();
  }

  private static List<String> shuffled(List<String> labels, SplittableRandom random) {
    List<String> order = new ArrayList<>(labels);
    Collections.shuffle(order, new Random(random.nextLong()));
    return order;
  }

  private static List<String> some(List<String> titles, SplittableRandom random) {
    return random
        .ints(2 + random.nextInt(9), 0, titles.size())
        .distinct()
        .mapToObj(titles::get)
        .toList();
  }
}
