/**
 * The encoders on this machine: {@link org.llmrec.encode.store.ModelStore} is a folder of model
 * folders, {@link org.llmrec.encode.store.ModelAdder} brings models of other makers into it, and
 * {@link org.llmrec.encode.store.ModelCheck} compares what lies there with the manifests. Nothing
 * here opens a network connection.
 */
package org.llmrec.encode.store;
