/**
 * Rankers that somebody trained elsewhere and exported to ONNX, served behind our retrieval. A
 * {@link org.llmrec.rank.foreign.ForeignSchema} declares what each input of the graph is fed with,
 * out of what an {@link org.llmrec.rank.foreign.Offer} has. {@link
 * org.llmrec.rank.foreign.ForeignBundle} writes the two into a folder with hashes and a probe;
 * {@link org.llmrec.rank.foreign.ForeignRanker} opens it and scores what a request {@linkplain
 * org.llmrec.rank.foreign.Told tells} of its candidates.
 *
 * <p>Needs ONNX Runtime on the class path, which is optional to this module. No library of custom
 * operators is ever loaded, no file outside the bundle's folder, and none whose hash is another
 * than at import.
 */
package org.llmrec.rank.foreign;
