package org.llmrec.pipeline.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.llmrec.core.error.ConfigException;
import org.llmrec.data.interaction.Feedback;
import org.llmrec.data.interaction.Repeats;
import org.llmrec.data.record.Encoding;
import org.llmrec.data.record.Format;
import org.llmrec.encode.Device;
import org.llmrec.encode.EncoderOptions;
import org.llmrec.encode.EncoderPlan;
import org.llmrec.train.TrainOptions;

class WorkspaceInitTest {
  @TempDir Path folder;
  private Path items;
  private Path ratings;

  @BeforeEach
  void makeInputs() throws IOException {
    items = Files.writeString(folder.resolve("items.jsonl"), "{\"id\": 1, \"title\": \"One\"}\n");
    ratings =
        Files.writeString(
            folder.resolve("ratings.csv"), "userId,movieId,rating,timestamp\n1,1,2.5,9\n2,1,5,9\n");
  }

  @Test
  void whatIsWrittenIsWhatIsRead() throws IOException {
    Path answers = Files.writeString(folder.resolve("it's \"here\".jsonl"), "{}\n");
    WorkspaceConfig config =
        init(
            "ws",
            InitOptions.of(items, ratings)
                .answers(List.of(answers))
                .independentGraphs(Set.of("other \"people\"")));
    assertEquals(Set.of("other \"people\""), config.independentGraphs());
    assertEquals(items, config.catalogue().path());
    assertEquals(ratings, config.interactions().path());
    assertEquals(List.of(answers), config.answers());
    assertEquals(new Feedback.Threshold(4), config.interactions().feedback());
    assertEquals(Repeats.LATEST, config.interactions().repeats());
    assertEquals(TrainOptions.defaults(), config.train());
    assertEquals(EncoderOptions.defaults(), config.encoder().options());
    String text = text("ws");
    assertTrue(text.contains("path: \"../items.jsonl\""), text);
    assertTrue(text.contains("# Guessed: rating holds ratings from 2.5 to 5.0"), text);
  }

  @Test
  void whatStandsBehindTheHashIsTheDefault() throws IOException {
    WorkspaceConfig config = init("ws", InitOptions.of(items, ratings));
    String text = text("ws");
    int from = text.indexOf("encoder:");
    String active =
        text.substring(0, from)
            + text.substring(from)
                .replaceAll("(?m)^  # ([a-z0-9-]+: [0-9a-zE.-]+)( +# .*)?$", "  $1");
    assertTrue(active.length() < text.length());
    Files.writeString(folder.resolve("ws/llmrec.yaml"), active);
    WorkspaceConfig read = WorkspaceConfig.read(folder.resolve("ws/llmrec.yaml"));
    EncoderOptions options = read.encoder().options();
    EncoderPlan standard = EncoderPlan.standard(Device.cpu());
    assertEquals(OptionalInt.of(standard.workers()), options.workers());
    assertEquals(OptionalInt.of(standard.tokenBudget()), options.tokenBudget());
    assertEquals(EncoderOptions.defaults().device(), options.device());
    assertEquals(EncoderOptions.defaults().planning(), options.planning());
    assertEquals(config.train(), read.train());
    assertEquals(config.enrich(), read.enrich());
    assertEquals(config.llm(), read.llm());
  }

  @Test
  void mapsAndDeclaredMeaningsAreKept() throws IOException {
    Path events = Files.writeString(folder.resolve("events.csv"), "who,sku,kind\na,1,view\n");
    Map<String, String> map = Map.of("user", "who", "item", "sku", "event", "kind");
    Feedback feedback = new Feedback.Events(Map.of("view", 1.0, "put: in \"basket\"", 2.5));
    WorkspaceConfig config =
        init(
            "ws",
            InitOptions.of(items, events)
                .maps(Map.of("description", "title"), map)
                .feedback(feedback));
    assertEquals(map, config.interactions().columns());
    assertEquals(feedback, config.interactions().feedback());
    assertEquals(Map.of("description", "title"), config.catalogue().columns());
  }

  @Test
  void aMovieLensFolderIsEnough() throws IOException {
    Path data = Files.createDirectory(folder.resolve("ml"));
    Files.writeString(data.resolve("movies.csv"), "movieId,title,genres\n1,One (1999),Drama\n");
    Files.copy(ratings, data.resolve("ratings.csv"));
    WorkspaceConfig config = init("ws", InitOptions.movieLens(data));
    assertEquals(Format.MOVIELENS, config.catalogue().format());
    assertEquals(data.resolve("movies.csv"), config.catalogue().file());
    assertEquals(data.resolve("ratings.csv"), config.interactions().file());
    assertEquals(new Feedback.Threshold(4), config.interactions().feedback());
  }

  @Test
  void aFolderOfRecBoleIsEnoughAndAnEncodingIsKept() throws IOException {
    Path data = Files.createDirectory(folder.resolve("toys"));
    Files.writeString(data.resolve("toys.item"), "item_id:token\ttitle:token_seq\n1\tRed Kite\n");
    Files.writeString(
        data.resolve("toys.inter"),
        "user_id:token\titem_id:token\trating:float\na\t1\t5\nb\t1\t3\n");
    InitOptions auto = InitOptions.of(data, data);
    WorkspaceConfig config = init("ws", auto);
    assertEquals(data.resolve("toys.item"), config.catalogue().file());
    assertEquals(data.resolve("toys.inter"), config.interactions().file());
    assertEquals(new Feedback.Threshold(4), config.interactions().feedback());
    assertEquals(Encoding.AUTO, config.catalogue().encoding());
    Path file = folder.resolve("ws/llmrec.yaml");
    Files.writeString(
        file, text("ws").replace("  format: auto ", "  encoding: latin1\n  format: recbole "));
    WorkspaceConfig changed = WorkspaceConfig.read(file);
    assertEquals(Format.RECBOLE, changed.interactions().format());
    assertEquals(Encoding.LATIN1, changed.interactions().encoding());
    assertEquals(Encoding.LATIN1, changed.catalogue().encoding());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user,item,rating\na,1,7\nb,1,10\n",
        "user,item,rating\na,1,1.3\nb,1,4.2\n",
        "user,item,rating\na,1,0\nb,1,5\n",
        "user,item,rating\na,1,1\nb,1,1\n",
        "user,item,rating\na,1,good\nb,1,5\n",
        "user,item,weight\na,1,1\nb,1,5\n",
        "user,item\na,1\n",
        "user,item\n",
      })
  void whatAreNotStarsAreWeights(String csv) throws IOException {
    Files.writeString(ratings, csv);
    WorkspaceConfig config = init("ws", InitOptions.of(items, ratings));
    assertEquals(new Feedback.Weights(), config.interactions().feedback());
    assertTrue(text("ws").contains("# Not guessed"), text("ws"));
  }

  @Test
  void aColumnsNameCannotLeaveTheComment() throws IOException {
    Path events = folder.resolve("events.jsonl");
    Files.writeString(events, "{\"user\": 1, \"item\": 1, \"x\u2028y: 1\": 7}\n");
    Map<String, String> map = Map.of("value", "x\u2028y: 1");
    WorkspaceConfig config = init("ws", InitOptions.of(items, events).maps(Map.of(), map));
    assertEquals(new Feedback.Weights(), config.interactions().feedback());
    assertEquals(map, config.interactions().columns());
    Files.writeString(events, "{\"user\": 1, \"item\": 1, \"x\\ny: 1\": 7}\n");
    Map<String, String> odd = Map.of("value", "x\ny: 1");
    assertThrows(
        ConfigException.class,
        () -> init("other", InitOptions.of(items, events).maps(Map.of(), odd)));
  }

  @Test
  void anExistingWorkspaceIsReplacedOnlyWhenAsked() throws IOException {
    init("ws", InitOptions.of(items, ratings));
    String before = text("ws") + "# mine\n";
    Files.writeString(folder.resolve("ws/llmrec.yaml"), before);
    ConfigException e =
        assertThrows(ConfigException.class, () -> init("ws", InitOptions.of(items, ratings)));
    assertTrue(e.getMessage().contains("overwrite"), e.getMessage());
    assertEquals(before, text("ws"));
    init("ws", InitOptions.of(items, ratings).overwrite(true));
    assertFalse(text("ws").contains("# mine"));
  }

  @Test
  void whatCannotBeBuiltFromIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path absent = folder.resolve("absent");
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "");
    Path odd = Files.writeString(folder.resolve("odd.csv"), "a,b\n1,2\n");
    for (InitOptions options :
        List.of(
            InitOptions.of(absent, ratings),
            InitOptions.of(items, absent),
            InitOptions.of(empty, ratings),
            InitOptions.of(items, odd),
            InitOptions.of(odd, ratings),
            InitOptions.movieLens(folder),
            InitOptions.of(items, ratings).answers(List.of(absent)))) {
      assertThrows(ConfigException.class, () -> init("new", options), options.toString());
    }
    assertFalse(Files.exists(folder.resolve("new")));
  }

  @Test
  void whatLiesFarAwayIsNamedAbsolutely() throws IOException {
    WorkspaceConfig config = init("a/b/ws", InitOptions.of(items, ratings));
    assertEquals(items, config.catalogue().path());
    assertTrue(text("a/b/ws").contains("path: \"" + items + "\""), text("a/b/ws"));
  }

  private WorkspaceConfig init(String name, InitOptions options) throws IOException {
    WorkspaceInit.run(folder.resolve(name), options);
    return WorkspaceConfig.read(folder.resolve(name).resolve("llmrec.yaml"));
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name).resolve("llmrec.yaml"));
  }
}
