package org.llmrec.encode.fetch.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.llmrec.core.error.ConfigException;
import org.llmrec.core.onnx.ExternalData;
import org.llmrec.core.onnx.OnnxFile;
import org.llmrec.encode.store.internal.ModelFiles;

/**
 * A download whose hash is not known beforehand.
 *
 * @param download gets it
 * @param part where it grows
 */
public record Unpinned(Download download, Path part) {

  /**
   * Gets the file.
   *
   * @param limit bytes at most
   * @param checked whether the caller knows the hashes of what is in it
   * @throws org.llmrec.core.error.LlmrecException if the server refuses or is gone
   */
  public void get(URI address, long limit, boolean checked) throws IOException {
    download.get(address, part, limit, checked);
  }

  /** Hands the file over. */
  public void moveTo(Path target) throws IOException {
    new Part(part).moveTo(target);
  }

  /** Deletes it. */
  public void discard() throws IOException {
    new Part(part).discard();
  }

  /**
   * The files that this one, a model, wants to load beside itself, none of which leads out of its
   * folder. One that is no such model is deleted: the same command would find it whole and go on
   * with it for ever.
   *
   * @throws ConfigException if it is no model, or wants what it must not have
   */
  public Set<String> external() throws IOException {
    try {
      Set<String> wanted = OnnxFile.read(part).external();
      for (String file : wanted) {
        ExternalData.plain(part, file);
        if (ModelFiles.OURS.contains(file)) {
          throw ModelFiles.ours(part, file);
        }
      }
      return wanted;
    } catch (ConfigException e) {
      discard();
      throw e;
    }
  }
}
