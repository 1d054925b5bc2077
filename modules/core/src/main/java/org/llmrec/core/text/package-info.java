/**
 * The text by which an item is encoded, text on its way to where some characters mean more than
 * themselves, and hashes that stand for many texts.
 */
package org.llmrec.core.text;
