/** One strict JSON mapper for every manifest and record that this library reads or writes. */
package org.llmrec.core.json;
