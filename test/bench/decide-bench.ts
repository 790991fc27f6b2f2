import { decide } from '../../src/gate/decide.ts';
import { aPolicy, P95 } from '../support/policy-builder.ts';
import { aRun, entriesOf, type RunShape } from '../support/run-builder.ts';

const ROUNDS = 20;

/** A decision on four rounds against thirty jobs, with ten gated endpoints; its goal is 100 ms. */
export function benchDecide(): void {
  const names = Array.from({ length: 10 }, (_, index) => `GET /${index}`);
  const shape: RunShape = {
    endpoints: Object.fromEntries(names.map((name) => [name, 0.1])),
    requests: 12_000,
  };
  const history = entriesOf(
    Array.from({ length: 30 }, (_, index) => 1 + 0.01 * (index % 5)),
    shape,
  );
  const policy = aPolicy({ rules: [P95, ...names.map((endpoint) => ({ ...P95, endpoint }))] });
  const round = (number: number) => aRun({ ...shape, seed: 700 + number, identity: { round: number } });
  const runs = [round(1), round(2), round(3), round(4)] as const;
  let best = Number.POSITIVE_INFINITY;
  for (let left = ROUNDS; left > 0; left--) {
    const started = performance.now();
    decide({ history, runs, policy, context: { isDefaultBranch: false } });
    best = Math.min(best, performance.now() - started);
  }
  console.log(`decide: thirty jobs, ten endpoints, four rounds: ${best.toFixed(0)} ms`);
}
