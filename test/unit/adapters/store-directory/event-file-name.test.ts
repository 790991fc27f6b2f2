import { describe, expect, it } from 'vitest';
import {
  eventFileName,
  markOfEntry,
  parseEventFileName,
} from '../../../../src/adapters/store-directory/event-file-name.ts';
import type { HistoryEvent } from '../../../../src/model/history.ts';
import { anEntry } from '../../../support/run-builder.ts';

const at = (time: string, id = 'x'): HistoryEvent => ({
  kind: 'entry',
  entry: { ...anEntry({ run: { requests: 0 } }), id, at: time },
});

describe('the name of an event file', () => {
  it('tells time, kind and event', () => {
    const name = eventFileName(at('2026-01-31T12:00:00.5+01:00'));
    expect(name).toBe(`20260131T110000500Z-promoted-${markOfEntry('x')}.json`);
    expect(parseEventFileName(name)).toEqual({ name, kind: 'promoted', mark: markOfEntry('x') });
  });

  it('sorts by time, also when a clock was centuries off', () => {
    const times = [
      '-000001-01-01T00:00:00Z',
      '1969-01-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
      '+012026-01-01T00:00:00Z',
    ];
    const names = times.map((time) => eventFileName(at(time)));
    expect(names).toEqual([...names].sort());
    expect(names.every((name) => parseEventFileName(name) !== null)).toBe(true);
  });

  it('does not depend on hostile ids', () => {
    expect(eventFileName(at('2026-01-01T00:00:00Z', '../../x\0'))).toMatch(/^[\w-]+\.json$/);
  });

  it.each([
    '',
    'x.json',
    '20260101T000000000Z-promoted-zz.json',
    `.${eventFileName(at('2026-01-01T00:00:00Z'))}`,
  ])('%j is none', (name) => {
    expect(parseEventFileName(name)).toBeNull();
  });
});
