/** What {@code llmrec doctor} looks at: each check ends in a finding, never in an exception. */
package org.llmrec.cli.internal.doctor;
