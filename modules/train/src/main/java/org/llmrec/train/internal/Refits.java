package org.llmrec.train.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.llmrec.train.method.Method;
import org.llmrec.train.method.MethodFactory;
import org.llmrec.train.method.Settings;

/** Methods with some of their settings replaced. */
public final class Refits {
  private Refits() {}

  public static Method of(Method method, MethodFactory factory, Map<String, Object> fixed) {
    Map<String, Object> settings = new LinkedHashMap<>(method.settings());
    settings.putAll(fixed);
    return factory.create(Settings.of("refitted", settings));
  }
}
