package org.llmrec.examples.spring;

import java.nio.file.Path;
import org.llmrec.recommender.Recommender;
import org.llmrec.recommender.Request;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** One recommender for the whole service: it is thread-safe, and Spring closes it. */
@Configuration
class Ranking {
  @Bean
  Recommender recommender(@Value("${llmrec.workspace}") Path workspace) {
    Recommender recommender = Recommender.open(workspace);
    // The encoder is loaded at the first query, which should not be a customer's.
    recommender.recommend(Request.forQuery("warm up"));
    return recommender;
  }

  /** Moves to what the last build published, without dropping a request. */
  @Configuration
  static class Refresh {
    private final Recommender recommender;

    Refresh(Recommender recommender) {
      this.recommender = recommender;
    }

    @Scheduled(fixedDelayString = "${llmrec.refresh}", initialDelayString = "${llmrec.refresh}")
    void refresh() {
      recommender.refresh();
    }
  }
}
