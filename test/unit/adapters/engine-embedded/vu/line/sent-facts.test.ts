import { describe, expect, it } from 'vitest';
import { SentFacts } from '../../../../../../src/adapters/engine-embedded/vu/line/sent-facts.ts';
import type { VuCall } from '../../../../../../src/adapters/engine-embedded/vu/vu-backend.ts';

const SCENARIO = {
  exec: 'default',
  tags: { scenario: 's' },
  group: '',
  env: {},
  scenario: { name: 's', executor: 'constant-vus', startTimeMs: 1 },
};

function call(iteration: number, changes: Partial<VuCall> = {}): VuCall {
  const counters = { iteration, iterationInScenario: 0, iterationInInstance: 0, iterationInTest: 0 };
  return { ...SCENARIO, data: '{"a":1}', ...counters, ...changes };
}

describe('SentFacts', () => {
  it('tells a guest everything once, and again when it was started anew', () => {
    const sent = new SentFacts();
    const all = { facts: JSON.stringify(SCENARIO), data: '{"a":1}' };
    expect(sent.newOf(call(0))).toEqual(all);
    expect(sent.newOf(call(1))).toEqual({});
    sent.clear();
    expect(sent.newOf(call(2))).toEqual(all);
  });

  it.each([
    ['exec', { exec: 'other' }],
    ['tags', { tags: {} }],
    ['group', { group: '::setup' }],
    ['env', { env: { A: '1' } }],
    ['scenario', { scenario: null }],
  ])('tells another %s', (_, changes) => {
    const sent = new SentFacts();
    sent.newOf(call(0));
    expect(sent.newOf(call(1, changes)).facts).toBe(JSON.stringify({ ...SCENARIO, ...changes }));
  });

  it('tells other data, none included', () => {
    const sent = new SentFacts();
    sent.newOf(call(0));
    expect(sent.newOf(call(1, { data: null }))).toEqual({ data: null });
  });

  it('has one object for the tags of all calls of a scenario', () => {
    const sent = new SentFacts();
    const [first, second] = [call(0), call(1)];
    sent.newOf(first);
    const tags = sent.tags(first);
    sent.newOf(second);
    expect(tags).toEqual({ scenario: 's', group: '' });
    expect(sent.tags(second)).toBe(tags);
    expect(sent.tags(call(2, { group: '::teardown' }))).toEqual({ scenario: 's', group: '::teardown' });
  });
});
