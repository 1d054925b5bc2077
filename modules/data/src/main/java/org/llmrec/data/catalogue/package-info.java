/**
 * Catalogues: {@link org.llmrec.data.catalogue.CatalogueImport} reads somebody's file and leaves
 * the normalised one that {@link org.llmrec.data.catalogue.CatalogueFiles} reads and writes; {@link
 * org.llmrec.core.text.ItemText} says by which text an item is encoded.
 */
package org.llmrec.data.catalogue;
