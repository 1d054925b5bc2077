package org.llmrec.enrich.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAnswerStoreTest extends AnswerStoreContract {
  @TempDir Path folder;
  private int number;

  private Path current() {
    return folder.resolve("store ?#%41 " + number);
  }

  @Override
  protected AnswerStore open() throws IOException {
    number++;
    return AnswerStores.open(current());
  }

  @Override
  protected AnswerStore reopen(AnswerStore open) throws IOException {
    open.close();
    return AnswerStores.open(current());
  }
}
