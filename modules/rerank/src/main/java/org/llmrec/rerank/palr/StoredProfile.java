package org.llmrec.rerank.palr;

import java.util.Objects;

/**
 * A profile as it is kept.
 *
 * @param user whose
 * @param items how many items the history had
 * @param model which model wrote it
 * @param wording SHA-256 of the prompt's wording
 * @param profile what it says
 */
public record StoredProfile(String user, int items, String model, String wording, Profile profile) {
  /** Refuses null. */
  public StoredProfile {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(wording, "wording");
    Objects.requireNonNull(profile, "profile");
  }
}
