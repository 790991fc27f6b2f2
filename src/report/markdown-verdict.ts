import type { VerdictKind } from '../model/verdict.ts';
import { VERDICT_WORDS } from './verdict-title.ts';

const SYMBOLS: Readonly<Record<VerdictKind, string>> = {
  passed: '✅',
  improved: '✅',
  warned: '⚠️',
  regressed: '❌',
  'slo-breached': '❌',
  inconclusive: '❓',
  invalid: '⛔',
  'not-comparable': '❓',
  'no-baseline': '🆕',
};

/** Symbol and word: the one is for a quick eye, the other for everybody. */
export function markdownVerdict(kind: VerdictKind): string {
  return `${SYMBOLS[kind]} ${VERDICT_WORDS[kind]}`;
}
