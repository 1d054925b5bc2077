package org.llmrec.recommender;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.llmrec.core.vector.Vectors;

/** Whose taste a request is answered by, and what that person must not get. */
final class Taste {
  /** Items that decide the mean of the texts and the reasons; a longer list says no more. */
  private static final int MOST_LIKED = 500;

  private final boolean personal;
  private final boolean trained;
  private final float[] vector;
  private final int[] liked;
  private final int[] excluded;

  private Taste(boolean personal, boolean trained, float[] vector, int[] liked, int[] excluded) {
    this.personal = personal;
    this.trained = trained;
    this.vector = vector;
    this.liked = liked;
    this.excluded = excluded;
  }

  static Taste of(Serving serving, Request request, List<Note> notes) {
    int[] history = request.history().map(ids -> known(serving, ids, notes)).orElse(new int[0]);
    int[] seen =
        request.includeSeen() ? new int[0] : request.user().map(serving::seenBy).orElse(new int[0]);
    int[] excluded = IntStream.concat(Arrays.stream(history), Arrays.stream(seen)).toArray();
    Optional<float[]> trained = request.user().flatMap(serving.ranker()::userVector);
    int[] liked = request.user().map(serving::likedBy).orElse(new int[0]);
    if (history.length > 0) {
      if (request.user().isPresent() && trained.isEmpty() && !knows(serving, request)) {
        notes.add(unknown(request, "the taste is that of the " + history.length + " items given"));
      }
      return new Taste(true, false, serving.ranker().foldIn(history), few(history), excluded);
    }
    if (trained.isPresent()) {
      return new Taste(true, true, trained.get(), few(liked), excluded);
    }
    if (liked.length > 0) {
      notes.add(
          new Note(
              Note.Code.FOLDED_IN,
              "user "
                  + request.user().orElseThrow()
                  + " has no trained vector; one was folded in from the "
                  + liked.length
                  + " items that this user liked"));
      return new Taste(true, true, serving.ranker().foldIn(liked), few(liked), excluded);
    }
    if (request.user().isPresent()) {
      notes.add(unknown(request, "the average user's taste was used"));
    }
    return new Taste(false, false, serving.ranker().averageUser(), liked, excluded);
  }

  private static boolean knows(Serving serving, Request request) {
    return request.user().map(serving::knows).orElse(false);
  }

  private static Note unknown(Request request, String instead) {
    return new Note(
        Note.Code.UNKNOWN_USER,
        "user " + request.user().orElseThrow() + " is not in the model; " + instead);
  }

  private static int[] known(Serving serving, List<String> ids, List<Note> notes) {
    if (ids.isEmpty()) {
      notes.add(
          new Note(Note.Code.EMPTY_HISTORY, "the history is empty and says nothing about taste"));
    }
    Set<Integer> known = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (String id : ids) {
      int ordinal = serving.index().ordinal(id);
      if (ordinal < 0) {
        unknown.add(id);
      } else {
        known.add(ordinal);
      }
    }
    if (!unknown.isEmpty()) {
      notes.add(
          new Note(
              Note.Code.UNKNOWN_ITEMS,
              unknown.size()
                  + " of "
                  + ids.size()
                  + " items of the history are not in the catalogue and were ignored: "
                  + Sentences.some(unknown)));
    }
    return known.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] few(int[] liked) {
    return liked.length <= MOST_LIKED ? liked : Arrays.copyOf(liked, MOST_LIKED);
  }

  /** Whether the rankers were learnt from what is known about the person. */
  boolean trained() {
    return trained;
  }

  /** Whether anything is known about the person; otherwise this is the average user. */
  boolean personal() {
    return personal;
  }

  /** The user vector, {@code [dims]}. */
  float[] vector() {
    return vector;
  }

  /** Items that the person likes; in the order of the history if one was given. */
  int[] liked() {
    return liked;
  }

  /** Items that must not be found. */
  int[] excluded() {
    return excluded;
  }

  /** The direction of the texts of what the person likes, if they have any. */
  Optional<float[]> meanText(Serving serving) {
    float[] sum = new float[serving.index().textDims()];
    boolean any = false;
    for (int ordinal : liked) {
      Optional<float[]> text = serving.index().textVector(ordinal);
      if (text.isPresent()) {
        Vectors.addScaled(sum, text.get(), 1);
        any = true;
      }
    }
    return any ? Optional.of(Vectors.normalise(sum)) : Optional.empty();
  }
}
