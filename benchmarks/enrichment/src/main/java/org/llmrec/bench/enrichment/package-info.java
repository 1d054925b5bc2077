/**
 * How near the enrichment job comes to what its server allows, and how little memory a large
 * catalogue takes. {@link org.llmrec.bench.enrichment.Main} runs it.
 */
package org.llmrec.bench.enrichment;
