package org.llmrec.enrich.store;

class MemoryAnswerStoreTest extends AnswerStoreContract {
  @Override
  protected AnswerStore open() {
    return AnswerStores.inMemory();
  }

  @Override
  protected AnswerStore reopen(AnswerStore open) {
    return open;
  }
}
