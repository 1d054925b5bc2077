package org.llmrec.examples.spring;

import java.time.Duration;
import java.util.List;
import org.llmrec.core.error.ConfigException;
import org.llmrec.recommender.Note;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import org.llmrec.recommender.Response;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Recommendations, searches and similar items as JSON. */
@RestController
class RankingController {
  private final Recommender recommender;
  private final Duration deadline;

  RankingController(Recommender recommender, @Value("${llmrec.deadline}") Duration deadline) {
    this.recommender = recommender;
    this.deadline = deadline;
  }

  /** An item of a list. */
  record Item(int rank, String id, String title, double score, String reason) {}

  /** A list, and what is unusual about it. */
  record Items(List<Item> items, List<String> notes, String generation) {
    static Items of(Response response) {
      return new Items(
          response.items().stream()
              .map(i -> new Item(i.rank(), i.id(), i.title(), i.score(), i.reason()))
              .toList(),
          response.notes().stream().map(Note::message).toList(),
          response.generation());
    }
  }

  /** For a person, or for whoever liked these items. Somebody unknown gets what most people like. */
  @GetMapping("/recommend")
  Items recommend(
      @RequestParam(required = false) String user,
      @RequestParam(defaultValue = "") List<String> history,
      @RequestParam(defaultValue = "10") int k) {
    Request request = Request.forAnyone().k(k).within(deadline);
    if (user != null) {
      request = request.user(user);
    }
    return Items.of(recommender.recommend(history.isEmpty() ? request : request.history(history)));
  }

  /** For a query, whatever somebody typed. */
  @GetMapping("/search")
  Items search(@RequestParam String q, @RequestParam(defaultValue = "10") int k) {
    return Items.of(recommender.recommend(Request.forQuery(q).k(k).within(deadline)));
  }

  /** Like an item. */
  @GetMapping("/similar/{id}")
  Items similar(@PathVariable String id) {
    return Items.of(recommender.similar(id));
  }

  /** What the caller asked for cannot be; the sentence says why. */
  @ExceptionHandler
  ProblemDetail refused(ConfigException refused) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refused.getMessage());
  }
}
