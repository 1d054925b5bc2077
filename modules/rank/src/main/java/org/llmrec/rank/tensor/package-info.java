/**
 * Tensors on disk, in the safetensors format: {@link org.llmrec.rank.tensor.SafeTensors} reads and
 * writes named {@link org.llmrec.rank.tensor.Tensor}s. The format holds numbers and nothing that
 * could run, which is why it was chosen over the pickles and archives of training frameworks.
 */
package org.llmrec.rank.tensor;
