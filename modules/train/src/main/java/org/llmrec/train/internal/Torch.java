package org.llmrec.train.internal;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.concurrent.locks.ReentrantLock;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.core.error.MachineCode;
import org.llmrec.core.error.TrainingCode;
import org.llmrec.train.TrainDevice;

/**
 * The PyTorch engine for one training. Its random state, thread count and gradient collector belong
 * to the whole process, hence one training at a time: a second waits. Confined to the thread that
 * opened it.
 *
 * <p>The engine unpacks its native libraries (about 450 MB) once, to the folder that {@code
 * DJL_CACHE_DIR} names or else {@code .djl.ai} in the user's home.
 */
public final class Torch implements AutoCloseable {
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();
  private static final String OFFLINE = "ai.djl.offline";

  private final Engine engine;
  private final NDManager manager;
  private final boolean gradMode;
  private final int threadsBefore;

  private Torch(Engine engine, Device device, int threads) {
    this.engine = engine;
    this.gradMode = JniUtils.isGradMode();
    this.threadsBefore = JniUtils.getNumThreads();
    JniUtils.setGradMode(false);
    JniUtils.setNumThreads(threads);
    this.manager = engine.newBaseManager(device);
  }

  /** The same on the processor. */
  public static Torch open(long seed, int threads) {
    return open(seed, threads, TrainDevice.cpu());
  }

  /**
   * Starts the engine, or takes the running one.
   *
   * @param seed of dropout; the engine takes 32 bits of it
   * @throws ConfigException if the device is not there
   * @throws LlmrecException if the native libraries are not on the class path
   */
  public static Torch open(long seed, int threads, TrainDevice device) {
    // Without this the engine downloads what it misses and asks the network which cloud it is on.
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    ONE_AT_A_TIME.lock();
    try {
      Engine engine = Engine.getEngine("PyTorch");
      engine.setRandomSeed(Long.hashCode(seed));
      return new Torch(engine, device(engine, device), threads);
    } catch (EngineException | IllegalArgumentException | UnsatisfiedLinkError e) {
      ONE_AT_A_TIME.unlock();
      throw new LlmrecException(
          MachineCode.NATIVE_MISSING,
          "training needs the PyTorch engine, which did not start: expected pytorch-engine,"
              + " pytorch-jni and the pytorch-native library of this platform on the class path and"
              + " a writable folder to unpack them in (DJL_CACHE_DIR); found: "
              + reason(e),
          e);
    } catch (RuntimeException e) {
      ONE_AT_A_TIME.unlock();
      throw e;
    }
  }

  private static Device device(Engine engine, TrainDevice wanted) {
    if (wanted.gpu().isEmpty()) {
      return Device.cpu();
    }
    boolean built = engine.hasCapability(StandardCapabilities.CUDA);
    int gpus = built ? engine.getGpuCount() : 0;
    if (wanted.gpu().getAsInt() < gpus) {
      return Device.gpu(wanted.gpu().getAsInt());
    }
    throw new ConfigException(
        TrainingCode.GPU_ABSENT,
        "train.device "
            + wanted.label()
            + (built
                ? ": expected a GPU of that number, found " + gpus + " in all; name another"
                : ": expected PyTorch with CUDA and a driver that it can use, found "
                    + engine.getEngineName()
                    + " "
                    + engine.getVersion()
                    + " for the processor; put ai.djl.pytorch:pytorch-native-cuNNN for your CUDA"
                    + " on the class path in the place of pytorch-native-cpu")
            + ", or ask for cpu");
  }

  /** The engine wraps what went wrong in what it was doing: a person needs the innermost. */
  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root == e ? e.getMessage() : e.getMessage() + ": " + root.getMessage();
  }

  /** The engine's name and version. */
  String version() {
    return engine.getEngineName() + " " + engine.getVersion();
  }

  /** Owns what lives as long as the training. */
  public NDManager manager() {
    return manager;
  }

  /** Records operations until closed. */
  public GradientCollector collector() {
    return engine.newGradientCollector();
  }

  @Override
  public void close() {
    manager.close();
    JniUtils.setNumThreads(threadsBefore);
    JniUtils.setGradMode(gradMode);
    ONE_AT_A_TIME.unlock();
  }
}
