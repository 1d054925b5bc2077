package org.llmrec.rerank.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.llmrec.core.json.Json;

class GroundingTest {
  private static final TitleIndex TITLES =
      TitleIndex.of(
          List.of("1", "2", "3", "4"),
          List.of("Heat (1995)", "Alien (1979)", "Seven (Se7en) (1995)", "Dune"));

  @Test
  void entriesBecomeItemsAndEachRungIsCounted() {
    Grounded grounded =
        Grounding.open(TITLES)
            .answer("1. Se7en\n2. Heat (1995)\n3. Seven\n4. Aliens\n5. Dune by Frank Herbert");
    assertEquals(List.of("3", "1", "4"), grounded.ids());
    assertEquals(
        new Counts(Map.of(Rung.EXACT, 1, Rung.NORMALISED, 3, Rung.INVALID, 1)), grounded.counts());
    assertEquals(5, grounded.counts().total());
    assertEquals(1, grounded.duplicates());
    assertEquals(List.of("Aliens"), grounded.invalid());
    assertEquals(0.2, grounded.invalidRate(), 1e-12);
    assertEquals(List.of(), grounded.outside());
  }

  @Test
  void whatIsNoCandidateIsOutside() {
    Grounded grounded =
        Grounding.among(TITLES, List.of("2", "3"))
            .ground(List.of("Alien", "Heat", "heat", "Jaws", "Se7en"));
    assertEquals(List.of("2", "3"), grounded.ids());
    assertEquals(List.of("1"), grounded.outside());
    assertEquals(2, grounded.outsideEntries());
    assertEquals(List.of("Jaws"), grounded.invalid());
    assertEquals(0.6, grounded.outsideRate(), 1e-12);
    assertEquals(1, grounded.duplicates());
  }

  @Test
  void anEmptyAnswerIsNoItem() {
    Grounded grounded = Grounding.open(TITLES).answer("");
    assertEquals(List.of(), grounded.ids());
    assertEquals(0, grounded.invalidRate());
    assertEquals(0, grounded.outsideRate());
  }

  @Test
  void countsAddUp() {
    Counts sum = new Counts(Map.of(Rung.EXACT, 2)).plus(new Counts(Map.of(Rung.FUZZY, 3)));
    assertEquals(new Counts(Map.of(Rung.EXACT, 2, Rung.FUZZY, 3)), sum);
    assertEquals(0, Counts.NONE.total());
  }

  @Test
  void schemasAskForWhatIsRead() throws IOException {
    List<String> labels = List.of("A", "B");
    JsonNode order = Json.mapper().readTree(OrderSchema.order(labels).json());
    assertEquals("[\"A\",\"B\"]", order.at("/properties/order/items/enum").toString());
    assertEquals(2, order.at("/properties/order/minItems").asInt());
    assertEquals("[\"order\"]", order.get("required").toString());
    assertEquals(List.of(1, 0), LabelList.parse("{\"order\":[\"B\",\"A\"]}", labels));
    JsonNode one = Json.mapper().readTree(OrderSchema.one(labels).json());
    assertEquals("[\"A\",\"B\"]", one.at("/properties/answer/enum").toString());
    JsonNode titles = Json.mapper().readTree(OrderSchema.titles(10).json());
    assertEquals(10, titles.at("/properties/titles/maxItems").asInt());
    assertEquals(List.of("Heat"), WrittenList.entries("{\"titles\":[\"Heat\"]}"));
  }
}
