package org.llmrec.lab.result;

/**
 * An item as a report shows it.
 *
 * @param id its id
 * @param title its title, or its id where there is none
 * @param relevant whether it was to be found
 * @param popularity its positives in training
 */
public record ListedItem(String id, String title, boolean relevant, int popularity) {}
