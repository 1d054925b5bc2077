package org.llmrec.train.tune;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Trials whose figure is known: it rises with the epochs towards a height that is greatest where x
 * is 0.3 and y is 0.01. Every eleventh fails. Counts what is asked of it, and can die.
 */
final class Bowl implements Trials {
  final List<String> calls = new ArrayList<>();
  final Set<Integer> ended = new HashSet<>();
  String identity = "bowl";
  int callsToLive = Integer.MAX_VALUE;
  int stopsAfter = Integer.MAX_VALUE;

  static SearchSpace space() {
    return new SearchSpace(
        Map.of("x", new Range.Uniform(0, 1), "y", new Range.LogUniform(1e-4, 1)));
  }

  static double height(Map<String, Object> settings) {
    double x = (double) settings.get("x") - 0.3;
    double y = Math.log10((double) settings.get("y")) + 2;
    return 1 / (1 + x * x + y * y);
  }

  @Override
  public String identity() {
    return identity;
  }

  @Override
  public Trial open(int number, Map<String, Object> settings) {
    return new Trial() {
      @Override
      public Standing advance(int epochs) throws IOException {
        if (calls.size() == callsToLive) {
          throw new IOException("killed");
        }
        calls.add(number + "@" + epochs);
        int passed = Math.min(epochs, stopsAfter);
        return number % 11 == 0
            ? new Standing(OptionalDouble.empty(), epochs)
            : new Standing(
                OptionalDouble.of(height(settings) * (1 - Math.pow(0.5, passed))), passed);
      }

      @Override
      public void end() {
        ended.add(number);
      }
    };
  }
}
