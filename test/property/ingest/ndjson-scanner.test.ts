import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseNdjsonLine } from '../../../src/ingest/ndjson-line.ts';
import { NdjsonScanner } from '../../../src/ingest/ndjson-scanner.ts';
import { parseRfc3339 } from '../../../src/ingest/rfc3339-time.ts';
import { pointLine, rfc3339 } from '../../support/ndjson-writer.ts';

const WANTED = ['http_req_duration', 'checks'];

interface Found {
  readonly metric: string;
  readonly tags: unknown;
  readonly timeMs: number;
  readonly value: number;
}

/** What the scanner makes of a line that begins somewhere in a buffer; `null` when it leaves it to the parser. */
function scanned(line: string, scanner = newScanner()): Found | 'skipped' | null {
  const bytes = Buffer.from(`noise\n${line}\nnoise`);
  const end = bytes.length - 6;
  scanner.found = null;
  const done = scanner.scan(bytes, 6, end);
  return done ? (scanner.found ?? 'skipped') : null;
}

function newScanner() {
  const slots: { metric: string; tags: unknown }[] = [];
  const state = { found: null as Found | null };
  const scanner = new NdjsonScanner(WANTED, {
    slotOf: (metric, tags) => slots.push({ metric, tags }) - 1,
    add: (slot, timeMs, value) => {
      const known = slots[slot];
      if (known !== undefined) state.found = { ...known, timeMs, value };
    },
  });
  return Object.assign(state, {
    scan: (bytes: Buffer, start: number, end: number) => scanner.scan(bytes, start, end),
  });
}

function parsed(line: string): Found | 'skipped' {
  const point = parseNdjsonLine(line);
  if (point.kind !== 'point' || !WANTED.includes(point.metric)) return 'skipped';
  return { metric: point.metric, tags: point.tags, timeMs: parseRfc3339(point.time), value: point.value };
}

const HOSTILE = [
  '","metric":"http_req_duration',
  '{"metric":"http_req_duration","type":"Point","data":{"time":"',
  '"metric":"checks"}',
  '\\"metric\\":\\"checks\\"}',
  '\\',
  '\\\\"',
  '"}}',
  '\n{"metric":"checks"}\n',
  '\u2028\u0000\u001b[31m',
  '‮مرحبا 漢字 😀',
];
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom(...HOSTILE),
  fc.tuple(fc.constantFrom(...HOSTILE), fc.string()).map((parts) => parts.join('')),
);
const tags = fc.oneof(
  fc.constant(null),
  fc.dictionary(
    fc.oneof(
      fc.constantFrom('name', 'method', 'status', 'group', 'scenario', 'metric', 'value', 'time'),
      text,
    ),
    text,
  ),
);
const point = fc.record(
  {
    metric: fc.constantFrom(...WANTED, 'http_req_waiting', 'http_req_duration_2', 'http_req', 'vus', 'check'),
    time: fc.oneof(
      fc.double({ min: 0, max: 4e12, noNaN: true }).map(rfc3339),
      fc.constantFrom('2025-05-26T01:07:23.142198875Z', '2024-08-21T03:13:53.68-03:00', 'yesterday', ''),
    ),
    value: fc.oneof(
      fc.constantFrom(0, 1, 102.402274, 1e-7, -1, 1e21, 0.1 + 0.2),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.nat(),
    ),
    tags,
    metadata: fc.dictionary(text, text),
  },
  { requiredKeys: ['metric', 'time', 'value', 'tags'] },
);

it('finds in any line what JSON.parse finds, or leaves the line to it', () => {
  fc.assert(
    fc.property(point, fc.constantFrom('current' as const, 'old' as const), (spec, layout) => {
      const line = pointLine(spec, layout);
      const found = scanned(line);
      if (found !== null) expect(found).toEqual(parsed(line));
    }),
    { seed: 20260105, numRuns: 3_000 },
  );
});

it('says the same of a line when it has seen others before', () => {
  const scanner = newScanner();
  fc.assert(
    fc.property(point, fc.constantFrom('current' as const, 'old' as const), (spec, layout) => {
      const line = pointLine(spec, layout);
      const found = scanned(line, scanner);
      if (found !== null) expect(found).toEqual(parsed(line));
    }),
    { seed: 7, numRuns: 6_000 },
  );
});

it('reads ordinary lines itself: the fast path is taken', () => {
  const ordinary = { metric: 'http_req_duration', time: '2025-05-26T01:07:23.142198875Z', value: 102.402274 };
  for (const layout of ['current', 'old'] as const) {
    const line = pointLine({ ...ordinary, tags: { name: 'a "quoted" \\ name', status: '200' } }, layout);
    expect(scanned(line)).toEqual(parsed(line));
    expect(scanned(pointLine({ ...ordinary, metric: 'http_req_waiting' }, layout))).toBe('skipped');
  }
});

it('leaves lines to the parser in which a key comes twice', () => {
  const head = '{"metric":"checks","type":"Point","data":{"time":"2025-05-26T01:07:23Z","value":1,';
  for (const rest of [
    '"tags":{},"value":2}}',
    '"tags":{}},"metric":"vus"}',
    '"tags":{}},"type":"Metric"}',
    '"tags":{',
  ])
    expect(scanned(head + rest)).toBeNull();
});
