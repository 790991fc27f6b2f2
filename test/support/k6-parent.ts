import { locateK6 } from '../../src/adapters/engine-k6/k6-binary.ts';
import { makeK6Engine } from '../../src/adapters/engine-k6/k6-engine.ts';

/** A process that runs the k6 engine on a script and prints how it ended: to be killed by a test. */
const [k6Path = '', script = ''] = process.argv.slice(2);
const variables = process.env;
const engine = makeK6Engine(() => locateK6({ k6Path, variables }), { variables });
const run = engine.run(
  { script, env: {}, durationMs: null, vus: null, tags: {}, timeoutMs: 60_000, seed: 1 },
  { signal: new AbortController().signal, onProgress: () => undefined, onLog: () => undefined },
);
for await (const _ of run.output);
console.log(JSON.stringify(await run.outcome));
