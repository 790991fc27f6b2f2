import type { Settings } from '../../../config/resolve-settings.ts';
import { parseDuration } from '../../../lib/duration.ts';
import type { AUTOSCALE_SETTINGS } from '../../autoscale-settings.ts';
import { usageError } from '../../parse-arguments.ts';

export type AutoscaleSettings = Settings<typeof AUTOSCALE_SETTINGS>;

export function autoscaleUsage(problem: string) {
  return usageError({ name: 'autoscale' }, problem);
}

/** @throws GateError USAGE when it is no time */
export function timeSetting(name: string, text: string): number {
  const ms = Date.parse(text);
  if (/^\d{4}-/.test(text) && !Number.isNaN(ms)) return ms;
  throw autoscaleUsage(`${name}: expected a time such as 2026-01-31T08:00:00Z, got ${JSON.stringify(text)}`);
}

/** A time, or how long ago. @throws GateError USAGE */
export function timeOrAgo(name: string, text: string, nowMs: number): number {
  const ago = /[a-z]$/.test(text) ? parseDuration(text) : null;
  return ago === null ? timeSetting(name, text) : nowMs - ago;
}

export function inSeconds(ms: number): number;
export function inSeconds(ms: number | null): number | null;
export function inSeconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000;
}

/** What p95 should be, and how soon again. @throws GateError USAGE */
export function objectiveOf({ sloP95, sloRecovery }: AutoscaleSettings) {
  if (sloRecovery !== null && sloP95 === null)
    throw autoscaleUsage('--slo-recovery needs --slo-p95: recovered is p95 within its objective');
  return sloP95 === null ? null : { p95Ms: sloP95, recoverySeconds: inSeconds(sloRecovery) };
}
