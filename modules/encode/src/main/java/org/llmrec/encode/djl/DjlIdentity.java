package org.llmrec.encode.djl;

import org.llmrec.core.io.Hashes;
import org.llmrec.encode.EncoderIdentity;
import org.llmrec.encode.Role;

/** What the caller says of a model, and the width that it turned out to have. */
record DjlIdentity(DjlOptions said, int dims) implements EncoderIdentity {
  @Override
  public String name() {
    return said.name();
  }

  @Override
  public boolean normalise() {
    return said.normalise();
  }

  @Override
  public String prefix(Role role) {
    return said.prefix(role);
  }

  @Override
  public String sha256() {
    return Hashes.sha256(
        String.join(
            "\0",
            "djl",
            said.version(),
            String.valueOf(dims),
            String.valueOf(said.normalise()),
            said.queryPrefix(),
            said.passagePrefix()));
  }
}
