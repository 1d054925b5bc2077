package org.llmrec.examples;

import java.nio.file.Path;
import java.time.Duration;
import org.llmrec.recommender.Ranked;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;

/** A service in small: opens a workspace once and answers requests. */
public final class Embed {
  private Embed() {}

  /** Takes the workspace's folder and the ids of some items that were liked. */
  public static void main(String[] arguments) {
    String[] history = new String[arguments.length - 1];
    System.arraycopy(arguments, 1, history, 0, history.length);
    try (Recommender recommender = Recommender.open(Path.of(arguments[0]))) {
      print(
          recommender.recommend(
              Request.forHistory(history).k(5).within(Duration.ofMillis(200))));
      print(recommender.recommend(Request.forQuery("a lonely creature made by science").k(5)));
    }
  }

  private static void print(Response response) {
    for (Ranked item : response.items()) {
      System.out.printf("%2d  %-50s %s%n", item.rank(), item.title(), item.reason());
    }
    response.notes().forEach(note -> System.out.println("    " + note.message()));
    System.out.println();
  }
}
