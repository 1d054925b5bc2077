package org.llmrec.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** A service that recommends and searches. */
@SpringBootApplication
@EnableScheduling
public class Application {
  /** Starts it; {@code --llmrec.workspace=DIR} names what it serves. */
  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }
}
