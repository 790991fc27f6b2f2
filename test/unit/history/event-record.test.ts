import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/history/canonical-json.ts';
import { makeEventRecord, parseEventRecord, readEventRecord } from '../../../src/history/event-record.ts';
import type { HistoryEvent } from '../../../src/model/history.ts';
import { anEntry, aSummaryRun } from '../../support/run-builder.ts';

const EVENT: HistoryEvent = {
  kind: 'entry',
  entry: anEntry({ rounds: 2, run: { requests: 50, seconds: 3, endpoints: { 'GET /a': 0.5 } } }),
};
const SUMMARY: HistoryEvent = {
  kind: 'entry',
  entry: { ...anEntry({ run: { requests: 0 } }), runs: [aSummaryRun(45)] },
};

/** A record with changed content and a digest that fits again: made by hand, not by accident. */
function forged(change: (event: object) => void): unknown {
  const event = structuredClone(EVENT);
  change(event);
  return JSON.parse(JSON.stringify(makeEventRecord('k', event)));
}

/** Sets a value at a path like `entry.runs[0].end`. */
function set(path: string, value: unknown): (event: object) => void {
  return (event) => {
    const names = path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');
    const last = names.pop() ?? '';
    const target = names.reduce<object>((part, name) => Reflect.get(part, name), event);
    Reflect.set(target, last, value);
  };
}

describe('a record of an event', () => {
  it.each([
    ['with samples', EVENT],
    ['of a summary', SUMMARY],
  ])('reads back %s', (_, event) => {
    const text = JSON.stringify(makeEventRecord('k', event));
    expect(parseEventRecord(text)).toEqual({ kind: 'good', record: JSON.parse(text) });
  });

  it('has the digest of its content, however its names are ordered', () => {
    const { digest, event, key } = makeEventRecord('k', EVENT);
    const reversed = JSON.parse(JSON.stringify({ event, key, schemaVersion: 1, digest }));
    reversed.event.entry = Object.fromEntries(Object.entries(reversed.event.entry).reverse());
    expect(readEventRecord(reversed).kind).toBe('good');
    expect(makeEventRecord('other', EVENT).digest).not.toBe(digest);
  });

  it.each([
    ['null', null, 'expected an object'],
    ['no version', {}, 'no schemaVersion'],
    ['version 0', { schemaVersion: 0 }, 'unknown schemaVersion 0'],
    ['no key', { schemaVersion: 1 }, 'no key'],
    ['no event', { schemaVersion: 1, key: 'k' }, 'digest'],
    ['another digest', { ...makeEventRecord('k', EVENT), digest: '0'.repeat(64) }, 'it was changed'],
  ])('is damaged with %s', (_, value, cause) => {
    expect(readEventRecord(value)).toEqual({ kind: 'damaged', cause: expect.stringContaining(cause) });
  });

  it('of a later version is not called damaged', () => {
    expect(readEventRecord({ schemaVersion: 7 })).toEqual({ kind: 'newer', schemaVersion: 7 });
  });

  it.each([
    ['kind', set('kind', 'hack'), 'event.kind: expected entry or finding or acceptance or pin'],
    ['no runs', set('entry.runs', []), 'event.entry.runs: expected at least one item'],
    ['verdict', set('entry.verdict', 'fine'), 'event.entry.verdict'],
    ['time', set('entry.at', 'yesterday'), 'expected a time like'],
    ['text', set('entry.id', 5), 'event.entry.id: expected text, got 5'],
    ['long', set('entry.id', 'x'.repeat(5_000)), 'longer than 1000'],
    ['count', set('entry.runs[0].load.requests', -1), 'runs[0].load.requests: expected a whole'],
    ['enormous', set('entry.runs[0].load.requests', 1e300), 'load.requests'],
    ['null p95', set('entry.runs[1].series[0].p95', null), 'runs[1].series[0].p95'],
    ['share', set('entry.runs[0].generator.cpuShare', 7), 'from 0 to 1'],
    ['end', set('entry.runs[0].end', { kind: 'won' }), 'end.kind: expected finished or'],
    ['histogram', set('entry.runs[0].series[0].seconds', 'AAAA'), 'are damaged'],
    ['proto', set('entry.runs[0].load', JSON.parse('{"__proto__": {"requests": 1}}')), 'load.requests'],
  ])('made by hand with a wrong %s is damaged, by name', (_, change, cause) => {
    const read = readEventRecord(forged(change));
    expect(read).toEqual({ kind: 'damaged', cause: expect.stringContaining(cause) });
  });
});

describe('canonical JSON', () => {
  it('is the same for equal values and differs for others', () => {
    expect(canonicalJson({ b: [1, { d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[1,{"c":2,"d":1}]}');
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
    expect(canonicalJson({ a: undefined })).toBe('{}');
    expect(canonicalJson(undefined)).toBe('null');
  });
});
