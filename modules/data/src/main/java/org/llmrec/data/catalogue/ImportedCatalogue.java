package org.llmrec.data.catalogue;

import org.llmrec.data.table.Ids;

/** What an import leaves behind in memory: the counts, and the items' ids in catalogue order. */
public record ImportedCatalogue(CatalogueCounts counts, Ids items) {}
