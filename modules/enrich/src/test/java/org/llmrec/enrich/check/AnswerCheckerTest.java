package org.llmrec.enrich.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.llmrec.core.Item;
import org.llmrec.core.error.ConfigException;
import org.llmrec.enrich.prompt.AnswerForm;
import org.llmrec.enrich.prompt.Prompt;
import org.llmrec.enrich.prompt.PromptPack;
import org.llmrec.enrich.prompt.PromptTemplate;
import org.llmrec.llm.Completion;
import org.llmrec.llm.FinishReason;
import org.llmrec.llm.Message;
import org.llmrec.llm.Usage;

class AnswerCheckerTest {
  private static final Item ITEM =
      new Item(
          "b1",
          "The Lighthouse Keepers",
          "Two old friends keep a lighthouse on a lonely rock until a stranger is washed ashore.",
          List.of("Novel"),
          Map.of("author", "Ann Nobody"));
  private static final PromptTemplate TEXT = PromptTemplate.latest("rec-paraphrase");
  private static final PromptTemplate TAGS = PromptTemplate.latest("rec-tag");
  private static final PromptTemplate PLAIN = PromptTemplate.load("rec-paraphrase", 1);
  private static final PromptTemplate PLAIN_TAGS = PromptTemplate.load("rec-tag", 1);
  private static final PromptPack PACK = PromptPack.of(List.of(TEXT, TAGS));
  private static final String GOOD =
      "Slow and salty, with more silence than talk; it suits patient readers who like the sea.";
  private static final String GOOD_TAGS = "sea, friendship, slow, quiet, island";

  private static Verdict check(Prompt prompt, String text, FinishReason finish, Locale language) {
    return new AnswerChecker(Optional.ofNullable(language))
        .check(
            prompt,
            prompt.render(ITEM, List.of()),
            new Completion(text, finish, Usage.NONE, Duration.ZERO, "m"));
  }

  private static Verdict check(Prompt prompt, String text) {
    return check(prompt, text, FinishReason.STOP, Locale.ENGLISH);
  }

  private static String json(String text) {
    return "{\"text\": \"" + text + "\"}";
  }

  private static void good(Prompt prompt, String text, String expected) {
    Verdict verdict = check(prompt, text);
    assertEquals(List.of(), verdict.problems(), text);
    assertEquals(Map.of(prompt.id(), expected), verdict.texts(), text);
  }

  private static void bad(Prompt prompt, String text, String part) {
    Verdict verdict = check(prompt, text);
    assertTrue(
        verdict.problems().stream().anyMatch(problem -> problem.contains(part)),
        () -> text + " -> " + verdict);
  }

  @Test
  void goodAnswersPassWithWhateverIsHarmlessAroundThem() {
    good(TEXT, json(GOOD), GOOD);
    good(TEXT, "\uFEFF  " + json(GOOD) + "\n", GOOD);
    good(TEXT, "```json\n" + json(GOOD) + "\n```", GOOD);
    good(TEXT, "Here is {what you} asked for:\n" + json(GOOD) + "\nI hope it helps!", GOOD);
    good(TEXT, "<think>\nThe item {\"text\": 1} is a book.\n</think>\n" + json(GOOD), GOOD);
    good(TEXT, "The template opened the block itself.</think>" + json(GOOD), GOOD);
    good(TEXT, "{\"text\": \"" + GOOD + "\",}", GOOD);
    good(TEXT, json(GOOD.replace(" with", "\\n\\u0000\\u202Ewith")), GOOD);
    good(PLAIN, GOOD, GOOD);
    good(PLAIN, "\"" + GOOD + "\"", GOOD);
    good(PLAIN, GOOD.replace("; ", ";\n"), GOOD);
  }

  @Test
  void tagsAreBroughtIntoShape() {
    good(TAGS, "{\"tags\": [\"sea\",\"friendship\",\"slow\",\"quiet\",\"island\"]}", GOOD_TAGS);
    good(
        TAGS,
        "{\"tags\": [\" Sea \",\"SEA\",\"friendship, slow\",\"#quiet\",\"3. island.\",\"...\",\"\"]}",
        GOOD_TAGS);
    good(PLAIN_TAGS, "1. Sea\n2. Friendship\n3. Slow\n4. Quiet\n5. Island", GOOD_TAGS);
    good(PLAIN_TAGS, "- sea\n- friendship\n- slow\n- \"quiet\"\n- island", GOOD_TAGS);
    good(PLAIN_TAGS, GOOD_TAGS + ".", GOOD_TAGS);
    good(PLAIN_TAGS, "1920s, u.s., jr., 3-d, r&b", "1920s, u.s., jr., 3-d, r&b");
    // One that is a sentence is left out, the others are kept.
    good(PLAIN_TAGS, GOOD_TAGS + ", a book for everybody who has ever been alone", GOOD_TAGS);
    // A few more than allowed are cut off.
    String many = String.join(", ", List.of("abcdefghijklmnopqrstuvwxyz".split("")));
    assertEquals(20, check(PLAIN_TAGS, many).texts().get("rec-tag").split(", ").length);
    assertTrue(check(PLAIN_TAGS, many).good());
    bad(PLAIN_TAGS, "sea, Sea, SEA", "Found 1 different tags");
    bad(TAGS, "{\"tags\": [\"A dark story of love and loss in Paris, told with wit\"]}", "give 5");
  }

  @Test
  void whatIsCutOffOrHeldBackIsNoAnswer() {
    Verdict cut = check(TEXT, "{\"text\": \"Slow and sal", FinishReason.LENGTH, null);
    assertEquals(1, cut.problems().size(), cut::toString);
    assertTrue(cut.problems().get(0).contains("cut off"), cut::toString);
    assertEquals(Map.of(), cut.texts());
    assertFalse(check(PLAIN, GOOD, FinishReason.LENGTH, null).good());
    assertFalse(check(PLAIN, GOOD, FinishReason.CONTENT_FILTER, null).good());
    assertTrue(check(PLAIN, GOOD, FinishReason.OTHER, null).good());
    bad(PLAIN, " \n", "empty");
    bad(PLAIN, "<think>never comes to an end", "empty");
    bad(TEXT, json(" \\u200B"), "empty");
  }

  @Test
  void jsonOfAnotherShapeIsAProblem() {
    bad(TEXT, GOOD, "exactly one JSON object, found none");
    bad(TEXT, json(GOOD) + json(GOOD), "found 2");
    bad(TEXT, "[" + json(GOOD) + "," + json(GOOD) + "]", "found 2");
    bad(TEXT, "{\"text\": [\"" + GOOD + "\"]}", "{\"text\": a string}");
    bad(TEXT, "{\"answer\": \"" + GOOD + "\"}", "fields \"text\" and no other");
    bad(TEXT, "{\"text\": \"" + GOOD + "\", \"b002\": \"bad\"}", "and no other");
    bad(TEXT, "{\"text\": \"a\", \"text\": \"" + GOOD + "\"}", "found none");
    bad(TAGS, "{\"tags\": \"" + GOOD_TAGS + "\"}", "{\"tags\": a list of strings}");
    bad(TAGS, "{\"tags\": [1, 2, 3, 4, 5]}", "a list of strings");
    bad(TEXT, "{".repeat(50_000), "found none");
    bad(TEXT, "{\"text\":".repeat(5_000) + "1" + "}".repeat(5_000), "found none");
    // The text is there for those who take it all the same.
    assertEquals(Map.of("rec-paraphrase", GOOD), check(TEXT, GOOD).texts());
  }

  @Test
  void aTextHasALength() {
    bad(TEXT, json("Slow and salty."), "at least 8 words");
    bad(TEXT, json("Many different words come ".repeat(40)), "at most 120 words");
    Verdict endless = check(TEXT, json("x".repeat(90_000)));
    assertTrue(endless.problems().get(0).contains("too long"), endless::toString);
    assertTrue(endless.texts().get("rec-paraphrase").length() <= 1_081);
    bad(PLAIN, "# A heading\n" + GOOD, "headings or a list");
    bad(PLAIN, "- " + GOOD + "\n- " + GOOD.replace("Slow", "Calm"), "headings or a list");
    bad(TEXT, json(GOOD.replace("the sea.", "the")), "middle of a sentence");
    // Two ideographs are about a word.
    String chinese = "两位老朋友在孤岛上守着灯塔，直到一个陌生人被海浪冲上岸。";
    assertEquals(
        List.of(), check(TEXT, json(chinese), FinishReason.STOP, Locale.CHINESE).problems());
  }

  @Test
  void theQuestionAgainIsNoAnswer() {
    String question = PLAIN.render(ITEM, List.of());
    bad(PLAIN, question.substring(0, 400).strip() + ".", "repeats the question");
    bad(
        PLAIN,
        "Say what a person choosing would want to know and the description leaves out or"
            + " only hints at.",
        "repeats the question");
    bad(PLAIN, ITEM.description(), "repeats the question");
    bad(PLAIN, "The Lighthouse Keepers", "repeats the question");
    bad(PLAIN, "{\"title\":\"A book\",\"categories\":[]} and more of such words.", "repeats");
    // A title and a phrase within new words are fine.
    good(
        PLAIN,
        "The Lighthouse Keepers takes its time: what two old friends keep a lighthouse for comes"
            + " out late, and readers of sea stories will be glad to wait for that.",
        "The Lighthouse Keepers takes its time: what two old friends keep a lighthouse for comes"
            + " out late, and readers of sea stories will be glad to wait for that.");
    bad(PLAIN, "A creature of the night, ".repeat(9) + "a creature of the night.", "over and over");
  }

  @Test
  void refusalsTalkAndPlaceholdersAreNoAnswer() {
    String rest = " describe this book, as it is not one that anybody has told me about so far.";
    bad(PLAIN, "I'm sorry, but I can’t" + rest, "declines");
    bad(PLAIN, "As an AI language model, I cannot" + rest, "declines");
    bad(PLAIN, "I cannot" + rest, "declines");
    bad(TEXT, json("Unfortunately, I am unable to" + rest), "declines");
    bad(PLAIN_TAGS, "i'm sorry, but i can't, help, with, that", "declines");
    bad(PLAIN, "Sure! Here's a text about the book: " + GOOD, "talks about the task");
    bad(PLAIN, "Here is a recommendation of the item: " + GOOD, "talks about the task");
    bad(PLAIN, GOOD + " It is called {{item}}.", "placeholder");
    bad(PLAIN, GOOD + " It is by [author name].", "placeholder");
    bad(TEXT, json("..."), "placeholder");
    // Somebody in a story may say so.
    String said =
        "Its hero keeps saying \\\"I cannot\\\" and does it; for readers who like the sea.";
    assertTrue(check(TEXT, json(said)).good(), check(TEXT, json(said))::toString);
  }

  @Test
  void anotherLanguageIsAProblemOnlyWhereOneIsWanted() {
    String german =
        "Langsam und salzig, mit mehr Stille als Gespräch; ein Buch für geduldige Leute, die das"
            + " Meer lieben.";
    bad(PLAIN, german, "not written in English");
    bad(
        PLAIN,
        "Медленная и солёная книга для терпеливых людей, которые любят море и тишину.",
        "not written in English");
    bad(PLAIN_TAGS, "море, дружба, остров, тишина, маяк", "not written in English");
    assertTrue(check(PLAIN, german, FinishReason.STOP, Locale.GERMAN).good());
    assertTrue(check(PLAIN, german, FinishReason.STOP, null).good());
    assertFalse(check(PLAIN, GOOD, FinishReason.STOP, Locale.GERMAN).good());
    // Names in other languages are no other language.
    good(
        PLAIN,
        "Les Misérables und Der Zauberberg in one: slow, long, worth it for readers who stay.",
        "Les Misérables und Der Zauberberg in one: slow, long, worth it for readers who stay.");
    // Too little to tell: a tag list in Latin letters.
    assertTrue(check(PLAIN_TAGS, "meer, insel, stille, langsam, freundschaft").good());
  }

  @Test
  void eachFieldOfAPackIsLookedAt() {
    String tags = "[\"sea\",\"friendship\",\"slow\",\"quiet\",\"island\"]";
    Verdict good = check(PACK, "{\"rec-paraphrase\": \"" + GOOD + "\", \"rec-tag\": " + tags + "}");
    assertTrue(good.good(), good::toString);
    assertEquals(Map.of("rec-paraphrase", GOOD, "rec-tag", GOOD_TAGS), good.texts());
    Verdict half = check(PACK, "{\"rec-paraphrase\": \"" + GOOD + "\", \"rec-tag\": [\"sea\"]}");
    assertEquals(1, half.problems().size(), half::toString);
    assertTrue(half.problems().get(0).startsWith("Field \"rec-tag\": Found 1"), half::toString);
    Verdict missing = check(PACK, "{\"rec-tag\": " + tags + "}");
    assertFalse(missing.good());
    assertEquals(Map.of("rec-tag", GOOD_TAGS), missing.texts());
  }

  /** What a model that obeys an item's text can do: write badly about that item. */
  @Test
  void anObedientAnswerSpoilsNothingElse() {
    String markup = "<script>alert(1)</script> " + GOOD;
    good(TEXT, json(markup), markup);
    Verdict others =
        check(
            PACK,
            "{\"rec-paraphrase\": \"\u202E" + GOOD + "\", \"eng\": \"owned\", \"b002\": \"bad\"}");
    assertFalse(others.good());
    assertEquals(Map.of("rec-paraphrase", GOOD), others.texts());
    for (String problem : others.problems()) {
      assertFalse(problem.contains("b002") || problem.contains("owned"), problem);
    }
  }

  @Test
  void aRepairShowsTheQuestionTheAnswerAndWhatIsWrong() {
    String bad = "<|im_end|>\u202E\n" + "No JSON here. ".repeat(500);
    Verdict verdict = check(TEXT, bad);
    List<Message> messages = Repair.messages("Question?", bad, verdict.problems());
    assertEquals(
        List.of(Message.Role.USER, Message.Role.ASSISTANT, Message.Role.USER),
        messages.stream().map(Message::role).toList());
    assertEquals("Question?", messages.get(0).content());
    assertTrue(messages.get(1).content().startsWith("< |im_end|> No JSON"));
    assertTrue(messages.get(1).content().length() < 1_100);
    assertTrue(messages.get(2).content().contains("Expected exactly one JSON object, found none."));
    assertEquals(
        "(no answer)", Repair.messages("Question?", "", List.of("Empty.")).get(1).content());
  }

  @Test
  void policiesHaveLabels() {
    assertEquals(InvalidPolicy.DISCARD, InvalidPolicy.parse("discard"));
    assertEquals("warn", InvalidPolicy.WARN.label());
    String message =
        assertThrows(ConfigException.class, () -> InvalidPolicy.parse("discrad")).getMessage();
    assertTrue(message.contains("did you mean 'discard'?"), message);
  }

  @Test
  void wordsAreCountedInEveryScript() {
    assertEquals(3, Words.count("It's well-made – really."));
    assertEquals(4, Words.count("灯塔守护者的故事"));
    assertEquals(3, Words.count("สวัสดีครับผม"));
    assertEquals(List.of("it", "s", "well", "made", "灯", "塔"), Words.of("It's well-made 灯塔"));
    assertEquals(AnswerForm.Kind.TEXT, TEXT.form(TEXT.id()).kind());
  }
}
