/**
 * Test collections as information retrieval has long exchanged them: documents, topics and
 * judgements, in the tagged text of TREC or as JSON Lines. Documents are read one by one; what
 * cannot be used goes to {@link org.llmrec.data.record.Rejects} and the rest is read.
 */
package org.llmrec.data.collection;
