package org.llmrec.rerank.palr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.CorruptFileException;
import org.llmrec.llm.ModelException;
import org.llmrec.llm.ScriptedModel;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.HistoryItem;
import org.llmrec.rerank.prompt.Asking;

/** Profiles are written once and kept until the history has grown. */
class ProfilesTest {
  private static final Deadline NONE = Deadline.none();

  @Test
  void thePromptShowsTheLatestItemsWithTheirKeywordsAndTheForm() {
    ProfileWriter writer = new ProfileWriter(Asking.of(new ScriptedModel()), 2, 2);
    String prompt = writer.prompt(history(3));
    assertFalse(prompt.contains("Film 1"), prompt);
    assertTrue(
        prompt.contains(
            "\n{\"title\":\"Film 2\",\"keywords\":[\"k2\",\"x\"]}\n"
                + "{\"title\":\"Film 3\",\"keywords\":[\"k0\",\"x\"]}\n"),
        prompt);
    assertTrue(prompt.endsWith(ProfileForm.example(2)), prompt);
  }

  @Test
  void whatTheHistoryDoesNotHaveIsInvented() {
    ProfileWriter.Written written =
        ProfileWriter.of(
                Asking.of(
                    new ScriptedModel(
                        (call, messages) -> "1. space: [\"film 2\", \"Solaris Revisited\"]")))
            .write(history(3), NONE);
    assertEquals(
        new Profile(List.of(new Interest("space", List.of("Film 2")))),
        written.profile().orElseThrow());
    assertEquals(1, written.invented());
  }

  @Test
  void theFormThatWasAskedForIsNoProfile() {
    ScriptedModel parrot = new ScriptedModel((call, messages) -> ProfileForm.example(2));
    ProfileWriter.Written written = ProfileWriter.of(Asking.of(parrot)).write(history(3), NONE);
    assertEquals(Optional.empty(), written.profile());
    ScriptedModel half =
        new ScriptedModel(
            (call, messages) -> ProfileForm.example(1) + "\n2. \"space\": [\"film 2\"]");
    assertEquals(
        List.of("space"),
        ProfileWriter.of(Asking.of(half)).write(history(3), NONE).profile().orElseThrow().words());
  }

  @Test
  void aProfileIsWrittenAgainOnlyWhenTheHistoryHasGrownEnough() {
    ScriptedModel model = new ScriptedModel((call, messages) -> "1. k" + call + ": Film 1");
    Profiles profiles = profiles(model, new Refresh(3, 0.5));
    assertEquals(List.of("k1"), words(profiles, 4));
    assertEquals(List.of("k1"), words(profiles, 4));
    assertEquals(List.of("k1"), words(profiles, 5));
    assertEquals(1, model.calls());
    assertEquals(List.of("k2"), words(profiles, 6), "half as many more");
    assertEquals(List.of("k2"), words(profiles, 8));
    assertEquals(List.of("k3"), words(profiles, 9), "three more");
    assertEquals(List.of("k4"), words(profiles, 2), "another history");
  }

  @Test
  void anOldProfileStandsInWhereNoNewOneCanBeMade() {
    ScriptedModel model =
        new ScriptedModel(
            (call, messages) -> {
              if (call == 1) {
                return "1. space: Film 1";
              }
              throw new ModelException(ModelException.Kind.REFUSED, "scripted-1: refused");
            });
    Profiles profiles = profiles(model, new Refresh(1, 1));
    assertTrue(profiles.of("u", history(1), NONE).fresh());
    Profiles.Found old = profiles.of("u", history(5), NONE);
    assertFalse(old.fresh());
    assertEquals(List.of("space"), old.profile().orElseThrow().words());
    assertEquals(Optional.empty(), profiles.of("other", history(2), NONE).profile());
    Profiles.Found nobody = profiles.of("new", History.NONE, NONE);
    assertEquals(Optional.empty(), nobody.profile());
    assertEquals(Optional.empty(), nobody.reply(), "nobody is asked about nothing");
  }

  @Test
  void anotherWordingOrModelMakesAnotherProfile() {
    ScriptedModel model = new ScriptedModel((call, messages) -> "1. new: Film 1");
    Profiles profiles = profiles(model, Refresh.USUAL);
    String wording = profiles.writer().wording();
    for (StoredProfile kept :
        List.of(
            new StoredProfile("u", 3, "another-model", wording, new Profile(List.of())),
            new StoredProfile("u", 3, "scripted-1", "another", new Profile(List.of())))) {
      profiles.store().put(kept);
      assertEquals(List.of("new"), words(profiles, 3));
    }
  }

  @Test
  void profilesComeBackFromTheirFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("profiles.jsonl");
    ProfileStore store = ProfileStore.open(file);
    Profile profile = new Profile(List.of(new Interest("a \"b\"", List.of("x", "<y>"))));
    store.put(new StoredProfile("v", 2, "m", "w", profile));
    store.put(new StoredProfile("u", 1, "m", "w", new Profile(List.of())));
    store.save();
    ProfileStore again = ProfileStore.open(file);
    assertEquals(2, again.size());
    assertEquals(store.find("v"), again.find("v"));
    assertEquals(store.find("u"), again.find("u"));
    assertEquals(2, Files.readAllLines(file).size());
    assertEquals(Optional.empty(), again.find("w"));
    ProfileStore.inMemory().save();
  }

  @Test
  void aDamagedFileIsNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("profiles.jsonl");
    ProfileStore store = ProfileStore.open(file);
    store.put(new StoredProfile("u", 1, "m", "w", new Profile(List.of())));
    store.save();
    String line = Files.readString(file);
    for (String damaged :
        List.of(line + line, line + line.substring(0, 9), line.replace("user", "us"), "null\n")) {
      Files.writeString(file, damaged);
      CorruptFileException refusal =
          assertThrows(CorruptFileException.class, () -> ProfileStore.open(file), damaged);
      assertEquals(file, refusal.file());
    }
  }

  private static List<String> words(Profiles profiles, int items) {
    return profiles.of("u", history(items), NONE).profile().orElseThrow().words();
  }

  private static Profiles profiles(ScriptedModel model, Refresh refresh) {
    return new Profiles(ProfileStore.inMemory(), ProfileWriter.of(Asking.of(model)), refresh);
  }

  private static History history(int n) {
    History history = History.NONE;
    for (int i = 1; i <= n; i++) {
      history =
          history.then(HistoryItem.of("i" + i, "Film " + i).keywords(List.of("k" + i % 3, "x")));
    }
    return history;
  }
}
