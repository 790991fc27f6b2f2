import type { RawOptions } from './option-reader.ts';
import { LOAD_SHORTCUTS } from './shortcuts.ts';

/** The options of a higher tier, laid over a lower one. */
export interface MergedOptions {
  readonly options: RawOptions;
  /** Load options of lower tiers that a higher one replaced as a whole. */
  readonly dropped: readonly string[];
}

/**
 * Lays tiers over each other, lowest first (script, environment, command line). A tier that sets one of duration,
 * iterations, stages and scenarios drops all four from the tiers below it; a tier that sets `vus` drops `scenarios`,
 * which have their own.
 */
export function mergeTiers(tiers: readonly RawOptions[]): MergedOptions {
  const dropped = new Set<string>();
  let options: Record<string, unknown> = {};
  for (const tier of tiers) {
    const replaced = replacedBy(tier).filter((name) => isSet(options, name));
    for (const name of replaced) dropped.add(name);
    const kept = Object.entries(options).filter(([name]) => !replaced.includes(name));
    const set = Object.entries(tier).filter(([name]) => isSet(tier, name));
    options = { ...Object.fromEntries(kept), ...Object.fromEntries(set) };
  }
  return { options, dropped: [...dropped] };
}

function replacedBy(tier: RawOptions): readonly string[] {
  if (LOAD_SHORTCUTS.some((name) => isSet(tier, name))) return LOAD_SHORTCUTS;
  return isSet(tier, 'vus') ? ['scenarios'] : [];
}

function isSet(options: RawOptions, name: string): boolean {
  return options[name] !== undefined && options[name] !== null;
}
