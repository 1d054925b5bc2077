/** Files that are either whole or absent, and the hashes that say which bytes they were. */
package org.llmrec.core.io;
