/**
 * Answers that were given before, replayed; and a model's answers written down as they come.
 *
 * <p>A recording is a file of JSON Lines. Its first line says which model was recorded:
 *
 * <pre>
 * {"formatVersion":1,"model":"gpt-4o-mini","capabilities":["JSON_SCHEMA","SEED"],"contextTokens":0}
 * </pre>
 *
 * <p>Every further line holds one answer, under the sha256 of what was asked (messages, schema and
 * sampling, or messages and the answers to score); the question's last message stands beside it for
 * people to read:
 *
 * <pre>{"key":"9f86...","question":"Describe ...","completion":{"text":"A ...","finish":"STOP",
 *  "usage":{"promptTokens":57,"completionTokens":31,"reported":true},"model":"gpt-4o-mini-2024-07-18"}}
 * {"key":"60a3...","question":"Is ...?","scores":{"logProbabilities":[-0.1,null],"kind":"FIRST_TOKEN",
 *  "usage":{...},"model":"gpt-4o-mini-2024-07-18"}}</pre>
 */
package org.llmrec.llm.record;
