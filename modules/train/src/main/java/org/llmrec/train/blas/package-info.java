/**
 * Dense and sparse linear algebra on native BLAS for the methods that solve one big system. Start
 * at {@link org.llmrec.train.blas.Blas}; {@link org.llmrec.train.blas.SparseMatrix} holds
 * interactions, {@link org.llmrec.train.blas.TextMatrix} text vectors, {@link
 * org.llmrec.train.blas.TruncatedSvd} takes either apart.
 *
 * <p>The library is OpenBLAS as bytedeco packs it. Nothing is downloaded: JavaCPP unpacks the
 * natives (about 100 MB) from the jars of the platform on the class path, once, into the folder
 * that the system property {@code org.bytedeco.javacpp.cachedir} names or else {@code
 * .javacpp/cache} in the user's home.
 *
 * <p>Equal input gives equal bytes on one kind of processor, however many threads work: OpenBLAS is
 * kept at one thread, and what runs in parallel are tiles whose size depends on nothing but the
 * shape. Another kind of processor takes other kernels and may round differently.
 */
package org.llmrec.train.blas;
