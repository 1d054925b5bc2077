package org.llmrec.lab.collection;

/**
 * What came of topics and judgements.
 *
 * @param topics that were read
 * @param evaluated topics with a relevant document: the figures are means over these
 * @param unjudged topics without any judgement
 * @param withoutRelevant topics of whose judgements none is relevant
 * @param withoutWords topics whose chosen texts have no word to search by; where they have relevant
 *     documents, their figures are 0
 * @param cut topics with more than the 64 words that are searched by
 * @param judgements of any grade
 * @param unknownTopics topics that are judged and not among the topics
 * @param relevantDocuments documents that are relevant for some topic
 * @param missingDocuments those of them that are not in the collection; they count as not found
 * @param refused lines and topics that could not be used
 */
public record TopicCounts(
    int topics,
    int evaluated,
    int unjudged,
    int withoutRelevant,
    int withoutWords,
    int cut,
    int judgements,
    int unknownTopics,
    int relevantDocuments,
    int missingDocuments,
    long refused) {}
