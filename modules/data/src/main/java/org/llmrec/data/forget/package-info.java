/**
 * What somebody asked to be forgotten: {@link org.llmrec.data.forget.Forgotten} knows items and
 * people by salted hashes only, so that records of them are passed over whenever a file that still
 * has them is read again, and nothing that is written says who they were.
 */
package org.llmrec.data.forget;
