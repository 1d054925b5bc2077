/** How models are looked at, tried and put in their place; nothing here is for other modules. */
package org.llmrec.encode.store.internal;
