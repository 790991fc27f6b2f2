/** YAML 1.1, which Kubernetes' tools read, takes these words for booleans. */
const OLD_BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['on', true],
  ['no', false],
  ['off', false],
]);

/** What a plain word means to Kubernetes' tools. */
export function asOldBoolean(word: string): string | boolean {
  return word.length > 3 ? word : (OLD_BOOLEANS.get(word.toLowerCase()) ?? word);
}
