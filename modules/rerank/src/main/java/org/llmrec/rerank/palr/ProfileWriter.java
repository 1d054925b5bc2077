package org.llmrec.rerank.palr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.json.Json;
import org.llmrec.llm.text.QuotedText;
import org.llmrec.llm.text.VisibleText;
import org.llmrec.rerank.ground.TitleIndex;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.prompt.Asking;
import org.llmrec.rerank.prompt.Reply;
import org.llmrec.rerank.prompt.Template;

/**
 * Has a model say in keywords what somebody likes, from what they met and its keywords.
 * Thread-safe.
 *
 * @param asking who is asked
 * @param keywords how many, 1 or more; two in the paper
 * @param latest how many items of a history are shown, the most recent, 1 or more
 */
public record ProfileWriter(Asking asking, int keywords, int latest) {
  /** The version of the wording. */
  public static final int VERSION = 1;

  private static final Template WORDING = Template.load("palr/profile", VERSION);
  private static final int MOST_KEYWORDS_SHOWN = 10;
  private static final int TOKENS_KEYWORD = 256;

  /**
   * What a model wrote.
   *
   * @param profile with the titles of the history's own items; empty where no keyword could be read
   * @param invented how many titles it named that are not in the history; they are left out
   * @param reply what it wrote and what that took
   */
  public record Written(Optional<Profile> profile, int invented, Reply reply) {}

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is less than 1
   */
  public ProfileWriter {
    Objects.requireNonNull(asking, "asking");
    if (keywords < 1 || latest < 1) {
      throw new IllegalArgumentException(
          "profile: expected 1 keyword and 1 item or more, found " + keywords + ", " + latest);
    }
  }

  /** Two keywords of the latest 20 items. */
  public static ProfileWriter of(Asking asking) {
    return new ProfileWriter(asking, 2, PalrReranker.LATEST);
  }

  /** SHA-256 of the wording. */
  public String wording() {
    return WORDING.sha256();
  }

  /** The question about a history. */
  public String prompt(History history) {
    return WORDING.render(
        "ask",
        Map.of(
            "history",
            history.latest(latest).items().stream()
                .map(ProfileWriter::line)
                .collect(Collectors.joining("\n")),
            "count",
            Integer.toString(keywords),
            "form",
            ProfileForm.example(keywords)));
  }

  private static String line(HistoryItem item) {
    ObjectNode shown = Json.mapper().createObjectNode();
    shown.put("title", VisibleText.of(item.title(), Interest.MAX_TITLE));
    ArrayNode keywords = shown.putArray("keywords");
    item.keywords().stream()
        .limit(MOST_KEYWORDS_SHOWN)
        .map(keyword -> VisibleText.of(keyword, Interest.MAX_KEYWORD))
        .forEach(keywords::add);
    return QuotedText.json(shown);
  }

  /**
   * Asks. Of somebody who met nothing, nobody is asked.
   *
   * @throws LlmrecException naming the model, if it fails, or if the thread is interrupted
   */
  public Written write(History history, Deadline deadline) {
    if (history.size() == 0) {
      return new Written(Optional.empty(), 0, Reply.NONE);
    }
    Reply reply = asking.ask(prompt(history), TOKENS_KEYWORD * keywords, deadline);
    return reply.answered()
        ? grounded(said(reply.text()), history.latest(latest), reply)
        : new Written(Optional.empty(), 0, reply);
  }

  /** Without lines that only repeat the form that was asked for, as small models do. */
  private Optional<Profile> said(String text) {
    return ProfileForm.read(text, keywords)
        .map(
            profile ->
                new Profile(
                    profile.interests().stream()
                        .filter(each -> !each.keyword().equals(ProfileForm.PLACEHOLDER))
                        .toList()))
        .filter(profile -> !profile.interests().isEmpty());
  }

  private static Written grounded(Optional<Profile> read, History history, Reply reply) {
    Map<String, String> titles = new TreeMap<>();
    history.items().forEach(item -> titles.put(item.id(), item.title()));
    TitleIndex index = TitleIndex.of(List.copyOf(titles.keySet()), List.copyOf(titles.values()));
    int invented = 0;
    List<Interest> interests = new ArrayList<>();
    for (Interest interest : read.map(Profile::interests).orElse(List.of())) {
      Set<String> because = new LinkedHashSet<>();
      for (String title : interest.because()) {
        Optional<String> id = index.match(title).id();
        id.ifPresent(known -> because.add(titles.get(known)));
        invented += id.isPresent() ? 0 : 1;
      }
      interests.add(new Interest(interest.keyword(), List.copyOf(because)));
    }
    return new Written(read.map(any -> new Profile(interests)), invented, reply);
  }
}
