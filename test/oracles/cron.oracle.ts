import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { nextCronTime } from '../../src/lib/cron-next.ts';
import { parseCron } from '../../src/lib/cron-schedule.ts';
import { isTimeZone } from '../../src/lib/time-zone.ts';

interface Question {
  readonly Expression: string;
  readonly Zone: string;
  readonly AfterMs: number;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'perf-gate-cron-'));
const PROGRAM = path.join(folder, 'oracle');

/** The parser comes through Go's module proxy; without Go, or without the proxy, there is nothing to ask. */
function built(): boolean {
  cpSync(path.join(import.meta.dirname, 'robfig-cron'), folder, { recursive: true });
  const go = (...args: readonly string[]) =>
    spawnSync('go', args, { cwd: folder, stdio: 'ignore', timeout: 120_000 }).status === 0;
  go('mod', 'init', 'oracle');
  return (
    go('get', 'github.com/robfig/cron/v3@v3.0.1') && go('build', '-o', PROGRAM, '.') && existsSync(PROGRAM)
  );
}

function asked(questions: readonly Question[]): readonly string[] {
  const input = questions.map((question) => JSON.stringify(question)).join('\n');
  const { stdout, stderr } = spawnSync(PROGRAM, { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (stdout === '') throw new Error(stderr);
  return stdout.trim().split('\n');
}

function own({ Expression, Zone, AfterMs }: Question): string {
  const parsed = parseCron(Expression);
  if (!isTimeZone(Zone)) return 'no zone';
  return parsed.ok ? String(nextCronTime(parsed.schedule, Zone, AfterMs) ?? 'never') : 'refused';
}

function expectAgreement(questions: readonly Question[]): void {
  const theirs = asked(questions);
  const different = questions.flatMap((question, index) => {
    const mine = own(question);
    return mine === theirs[index] ? [] : [{ ...question, mine, theirs: theirs[index] }];
  });
  expect(different).toEqual([]);
}

const AFTER = fc
  .integer({ min: 0, max: 2 * 365 * 24 * 60 })
  .map((minute) => Date.UTC(2026, 0, 1) + minute * 60_000);
/**
 * Where clocks change by an hour and not at midnight: in other zones robfig leaves out a whole day or half an hour
 * around the change, which is a fault of it and not what anybody means.
 */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Europe/Lisbon',
  'America/Santiago',
  'Pacific/Auckland',
];
const SOUND = fc
  .tuple(
    fc.constantFrom('0', '30', '*/15', '59', '15,45', '5-10/2', '*'),
    fc.constantFrom('8', '0', '2', '3', '1', '23', '*', '0-3', '*/6', '22/1'),
    fc.constantFrom('*', '1', '31', '29', '*/2', '1-7', '?'),
    fc.constantFrom('*', '3', 'apr', '9-11', '2', 'OCT'),
    fc.constantFrom('*', '1-5', '0', '6', 'sun,FRI', '*/2', 'mon-wed'),
  )
  .map((fields) => fields.join(' '));
const BROKEN = fc
  .array(
    fc.constantFrom(
      '*',
      '0',
      '7',
      '60',
      '24',
      '32',
      'L',
      '5#2',
      '1-',
      '5-1',
      '*/0',
      'mon',
      'foo',
      '1/2/3',
      '+5',
      '1-31',
    ),
    {
      minLength: 4,
      maxLength: 6,
    },
  )
  .map((fields) => fields.join(' '));

const there = built();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!there)('cron expressions beside robfig/cron, which KEDA reads them with', () => {
  it('fire at the same times', () => {
    const question = fc.record({ Expression: SOUND, Zone: fc.constantFrom(...ZONES), AfterMs: AFTER });
    expectAgreement(fc.sample(question, { seed: 3, numRuns: 3_000 }));
  });

  it('are refused alike', () => {
    const question = fc.record({
      Expression: fc.oneof(BROKEN, fc.constantFrom('', '@daily', '@every 1h', '0 8 * *', '0 0 8 * * *')),
      Zone: fc.constant('UTC'),
      AfterMs: AFTER,
    });
    expectAgreement(fc.sample(question, { seed: 4, numRuns: 2_000 }));
  });

  it('know the same zones', () => {
    const names = Intl.supportedValuesOf('timeZone').flatMap((zone) => [
      zone,
      zone.toLowerCase(),
      zone.toUpperCase(),
      zone.replace(/\/(.)/, (_, first: string) => `/${first.toLowerCase()}`),
    ]);
    const others = [
      'UTC',
      'Local',
      'US/Eastern',
      'US/eastern',
      'GB',
      'Gb',
      'CEST',
      'PST',
      'EST',
      'GMT+1',
      '+01:00',
      'NZ-CHAT',
    ];
    expectAgreement(
      [...names, ...others].map((Zone) => ({
        Expression: '0 12 * * *',
        Zone,
        AfterMs: Date.UTC(2026, 5, 1),
      })),
    );
  });
});
