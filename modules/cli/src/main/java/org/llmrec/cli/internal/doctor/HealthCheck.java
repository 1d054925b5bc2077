package org.llmrec.cli.internal.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.llmrec.core.error.LlmrecException;
import org.llmrec.encode.Device;
import org.llmrec.encode.store.ModelStore;
import org.llmrec.pipeline.config.WorkspaceConfig;

/** All checks behind {@code llmrec doctor}. */
public final class HealthCheck {
  private HealthCheck() {}

  /**
   * Looks at everything.
   *
   * @param workspace to look at as well, or null
   */
  public static List<Finding> all(Path workspace) {
    ModelStore store = ModelStore.standard();
    List<Finding> findings = new ArrayList<>(JavaChecks.all());
    findings.add(FolderChecks.of("disk", workspace == null ? Path.of(".") : workspace));
    findings.add(FolderChecks.of("temporary disk", Path.of(System.getProperty("java.io.tmpdir"))));
    findings.add(FolderChecks.of("model disk", store.folder()));
    findings.addAll(NativeChecks.all());
    findings.addAll(ModelChecks.all(store, device(workspace)));
    if (workspace != null) {
      findings.addAll(WorkspaceChecks.all(workspace));
    }
    return findings;
  }

  /** Where the workspace wants the encoder; one that cannot be read is a finding of its own. */
  private static Device device(Path workspace) {
    try {
      return workspace != null && WorkspaceConfig.isIn(workspace)
          ? WorkspaceConfig.read(workspace.resolve(WorkspaceConfig.FILE))
              .encoder()
              .options()
              .device()
          : Device.cpu();
    } catch (IOException | LlmrecException e) {
      return Device.cpu();
    }
  }
}
