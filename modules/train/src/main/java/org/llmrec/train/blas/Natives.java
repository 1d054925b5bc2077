package org.llmrec.train.blas;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;

/** Loads OpenBLAS once in a process and keeps it at one thread. */
final class Natives {
  private static final LinkageError FAILURE = tryToLoad();

  private Natives() {}

  /** Does nothing when the library is there. */
  static void load() {
    if (FAILURE != null) {
      throw new LlmrecException(
          MachineCode.NATIVE_MISSING,
          "linear methods need OpenBLAS, which did not load: expected the jars"
              + " org.bytedeco:openblas and org.bytedeco:javacpp with classifier '"
              + Loader.getPlatform()
              + "' on the class path, each of the version of its jar without classifier, and a"
              + " writable folder to unpack them in (system property"
              + " org.bytedeco.javacpp.cachedir); found: "
              + FAILURE.getMessage(),
          FAILURE);
    }
  }

  private static LinkageError tryToLoad() {
    try {
      Loader.load(openblas.class);
      // Its own threads would share out the work by their number, and round by it.
      openblas.blas_set_num_threads(1);
      return null;
    } catch (LinkageError e) {
      return e;
    }
  }
}
