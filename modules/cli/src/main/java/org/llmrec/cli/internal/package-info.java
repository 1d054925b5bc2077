/**
 * One class per command, the terminal they write to, and the tables they print. Nothing here
 * decides anything about recommending: commands translate options into calls of the library and
 * answers into lines or JSON.
 */
package org.llmrec.cli.internal;
