import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';

/** A workflow file as the rules see it: places and comments included, which a plain object has not. */
export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly root: YAMLMap;
  readonly jobs: readonly Job[];
  /** Names of the events that start it. */
  readonly events: readonly string[];
  /** The line (from 1) of a node. */
  lineOf(node: unknown): number;
  /** The text of a line (from 1). */
  line(number: number): string;
}

export interface Job {
  readonly name: string;
  readonly node: YAMLMap;
  readonly steps: readonly YAMLMap[];
}

/** @throws Error when the text is no YAML or no map */
export function readWorkflow(file: string, text: string): Workflow {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors[0] !== undefined) throw document.errors[0];
  const root = document.contents;
  if (!isMap(root)) throw new Error(`${file}: expected a map at the top`);
  const rows = text.split('\n');
  return {
    file,
    text,
    root,
    jobs: jobsOf(root),
    events: eventsOf(document),
    lineOf: (node) => lines.linePos(startOf(node)).line,
    line: (number) => rows[number - 1] ?? '',
  };
}

/** Every key and value in a tree, with the text of a scalar. */
export function* scalars(node: unknown): Generator<{ key: string; value: string; pair: Pair }> {
  if (isSeq(node)) for (const item of node.items) yield* scalars(item);
  if (!isMap(node)) return;
  for (const pair of node.items) {
    if (isScalar(pair.value)) yield { key: String(pair.key), value: String(pair.value.value ?? ''), pair };
    else yield* scalars(pair.value);
  }
}

function jobsOf(root: YAMLMap): Job[] {
  const jobs = root.get('jobs');
  if (!isMap(jobs)) return [];
  return jobs.items.flatMap(({ key, value }) => {
    if (!isMap(value)) return [];
    const steps = value.get('steps');
    return [{ name: String(key), node: value, steps: isSeq(steps) ? steps.items.filter(isMap) : [] }];
  });
}

function eventsOf(document: Document): string[] {
  const on: unknown = document.toJS().on;
  if (typeof on === 'string') return [on];
  return Array.isArray(on) ? on.map(String) : Object.keys(on ?? {});
}

function startOf(node: unknown): number {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) ? Number(range[0]) : 0;
}
