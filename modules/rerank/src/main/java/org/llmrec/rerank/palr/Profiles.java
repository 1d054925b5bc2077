package org.llmrec.rerank.palr;

import java.util.Objects;
import java.util.Optional;
import org.llmrec.core.Deadline;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.rerank.history.History;
import org.llmrec.rerank.history.Person;
import org.llmrec.rerank.prompt.Reply;

/**
 * Profiles that are written when they are wanted and kept until the history has grown. Thread-safe;
 * two threads that want the same profile at once may both ask.
 *
 * @param store where they are kept
 * @param writer who writes them
 * @param refresh when one is too old
 */
public record Profiles(ProfileStore store, ProfileWriter writer, Refresh refresh) {
  /** Refuses null. */
  public Profiles {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(writer, "writer");
    Objects.requireNonNull(refresh, "refresh");
  }

  /**
   * A profile and where it is from.
   *
   * @param profile empty where none could be made and none was there
   * @param fresh whether it is up to date; an old one stands in where no new one could be made
   * @param reply what the model was asked for it; empty where it was not
   */
  public record Found(Optional<Profile> profile, boolean fresh, Optional<Reply> reply) {}

  /**
   * The profile of a user; asks the model if there is none, or it is too old, of another wording or
   * of another model.
   *
   * @param history all of it, the oldest first
   * @throws LlmrecException naming the model, if it fails, or if the thread is interrupted
   */
  public Found of(String user, History history, Deadline deadline) {
    Optional<StoredProfile> kept = store.find(user);
    if (kept.isPresent() && current(kept.get(), history)) {
      return new Found(kept.map(StoredProfile::profile), true, Optional.empty());
    }
    ProfileWriter.Written written = writer.write(history, deadline);
    Optional<Reply> reply = asked(written);
    written
        .profile()
        .ifPresent(
            profile ->
                store.put(
                    new StoredProfile(user, history.size(), model(), writer.wording(), profile)));
    return written.profile().isPresent()
        ? new Found(written.profile(), true, reply)
        : new Found(kept.map(StoredProfile::profile), false, reply);
  }

  /**
   * The profile of a person: kept where they have a key, and else written and forgotten.
   *
   * @throws LlmrecException as {@link #of(String, History, Deadline)}
   */
  public Found of(Person person, Deadline deadline) {
    if (person.id().isPresent()) {
      return of(person.id().get(), person.history(), deadline);
    }
    ProfileWriter.Written written = writer.write(person.history(), deadline);
    return new Found(written.profile(), written.profile().isPresent(), asked(written));
  }

  private static Optional<Reply> asked(ProfileWriter.Written written) {
    return written.reply().equals(Reply.NONE) ? Optional.empty() : Optional.of(written.reply());
  }

  private boolean current(StoredProfile kept, History history) {
    return kept.model().equals(model())
        && kept.wording().equals(writer.wording())
        && !refresh.due(kept.items(), history.size());
  }

  private String model() {
    return writer.asking().model().info().id();
  }
}
