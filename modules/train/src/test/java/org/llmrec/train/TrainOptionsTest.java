package org.llmrec.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.llmrec.core.error.ConfigException;

class TrainOptionsTest {

  @Test
  void everyOptionSurvivesTheWayThroughItsNames() {
    TrainOptions options =
        new TrainOptions(
            7,
            8,
            9,
            0.01,
            0.3,
            1e-4,
            1e-5,
            10,
            11,
            12.5,
            false,
            13,
            14,
            15,
            16,
            3,
            TrainDevice.cuda(1),
            TrainPrecision.FLOAT16);
    assertEquals(options, TrainOptions.builder().set(options.toMap()).build());
    assertEquals(options, options.toBuilder().build());
    assertEquals(TrainOptions.class.getRecordComponents().length, options.toMap().size());
  }

  @ParameterizedTest
  @CsvSource({
    "batch, 0",
    "dims, 5000",
    "dims, 0",
    "hidden, 4097",
    "negatives, 0",
    "learning-rate, 0",
    "dropout, 1",
    "l2, -1",
    "user-l2, 2",
    "negatives-per-positive, 0",
    "max-epochs, 0",
    "patience, 0",
    "epochs-without-validation, 0",
    "fold-in-sample, 0",
    "threads, 0",
    "threads, 1.5",
    "batch, 9999999999"
  })
  void whatCannotWorkIsRefusedByName(String name, double value) {
    Map<String, Double> option = Map.of(name, value);
    ConfigException refused =
        assertThrows(ConfigException.class, () -> TrainOptions.builder().set(option).build());
    assertTrue(refused.getMessage().contains("train." + name), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"cpu, cpu", "cuda, cuda:0", "cuda:3, cuda:3"})
  void aDeviceIsReadByItsName(String text, String label) {
    assertEquals(label, TrainDevice.parse(text).label());
  }

  @ParameterizedTest
  @CsvSource({
    "device, gpu",
    "device, cuda:-1",
    "device, cuda:",
    "precision, bfloat16",
    "precision, FLOAT16"
  })
  void anUnknownDeviceOrPrecisionIsRefusedByName(String name, String value) {
    Map<String, String> option = Map.of(name, value);
    ConfigException refused =
        assertThrows(ConfigException.class, () -> TrainOptions.builder().set(option));
    assertTrue(refused.getMessage().contains("train." + name), refused.getMessage());
    assertTrue(refused.getMessage().contains(value), refused.getMessage());
  }

  @Test
  void anUnknownNameOrAWordIsRefused() {
    Map<String, Integer> unknown = Map.of("epoch", 3);
    Map<String, String> word = Map.of("batch", "many");
    assertThrows(ConfigException.class, () -> TrainOptions.builder().set(unknown));
    Map<String, Integer> one = Map.of("unmet-negatives", 1);
    assertThrows(ConfigException.class, () -> TrainOptions.builder().set(word));
    assertThrows(ConfigException.class, () -> TrainOptions.builder().set(one));
  }
}
