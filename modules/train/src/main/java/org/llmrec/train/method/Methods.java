package org.llmrec.train.method;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.OptionCode;
import org.llmrec.train.factor.FactorMethods;
import org.llmrec.train.hybrid.HybridMethods;
import org.llmrec.train.interaction.InteractionMethods;
import org.llmrec.train.linear.LinearMethods;
import org.llmrec.train.tower.TowerMethods;

/** All methods of this module by name. */
public final class Methods {
  private static final SortedMap<String, MethodFactory> ALL = all();

  private Methods() {}

  private static SortedMap<String, MethodFactory> all() {
    SortedMap<String, MethodFactory> all = new TreeMap<>(LinearMethods.factories());
    all.putAll(FactorMethods.factories());
    all.putAll(HybridMethods.factories());
    all.putAll(InteractionMethods.factories());
    all.putAll(TowerMethods.factories());
    return all;
  }

  /** The factories by name, in the order of the names; to be read only. */
  public static Map<String, MethodFactory> factories() {
    return Map.copyOf(ALL);
  }

  /**
   * The method of that name.
   *
   * @throws ConfigException if there is none, or a setting is unknown or out of range
   */
  public static Method of(String name, Map<String, Object> settings) {
    MethodFactory factory = ALL.get(name);
    if (factory == null) {
      throw new ConfigException(
          OptionCode.NAME_UNKNOWN,
          "expected a method among " + ALL.keySet() + ", found '" + name + "'");
    }
    return factory.create(Settings.of(name, settings));
  }
}
