/**
 * Files that are either whole or absent, the hashes that say which bytes they were, and the lock
 * that keeps two writers out of one folder.
 */
package org.llmrec.core.io;
