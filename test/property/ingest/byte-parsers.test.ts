import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDecimal } from '../../../src/ingest/ascii-bytes.ts';
import { parseCsvRecord } from '../../../src/ingest/csv-record.ts';
import { parseRfc3339 } from '../../../src/ingest/rfc3339-time.ts';

it('reads decimals to the same double as JSON.parse, or refuses them', () => {
  const number = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.tuple(fc.nat(), fc.nat(999_999)).map(([whole, part]) => `${whole}.${part}`),
    fc.string({ unit: fc.constantFrom(...'0123456789.-e+'), maxLength: 20 }),
  );
  fc.assert(
    fc.property(number, (text) => {
      const result = { value: 0, end: 0 };
      const bytes = Buffer.from(`${text},`);
      if (!readDecimal(bytes, 0, bytes.length, result)) return;
      expect(result.value).toBe(JSON.parse(text.slice(0, result.end)));
    }),
    { seed: 1, numRuns: 5_000 },
  );
});

it('reads times as Date does, to the millisecond', () => {
  const offset = fc.oneof(
    fc.constant('Z'),
    fc
      .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([sign, hours, minutes]) => `${sign}${two(hours)}:${two(minutes)}`),
  );
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      offset,
      (date, zone) => {
        const text = `${date.toISOString().slice(0, 23)}${zone}`;
        expect(parseRfc3339(text)).toBe(Date.parse(text));
      },
    ),
    { seed: 2, numRuns: 2_000 },
  );
});

it('reads back any CSV record', () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', ' ') });
  fc.assert(
    fc.property(fc.array(field, { minLength: 1 }), (fields) => {
      const record = fields.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
      expect(parseCsvRecord(record.join(','))).toEqual(fields);
    }),
    { seed: 3, numRuns: 1_000 },
  );
});

function two(number: number): string {
  return String(number).padStart(2, '0');
}
