import { type Bundle, ofKind } from '../bundle.ts';
import type { Manifest } from '../manifest.ts';
import { oncePerBundle } from '../once-per-bundle.ts';
import { type Trigger, triggersOf } from '../scaled-object.ts';
import type { Scaler } from './scaler.ts';
import { scalerOf } from './scaler-tables.ts';

/** A trigger, what it belongs to, and the table of its scaler. */
export interface OwnedTrigger {
  readonly owner: Manifest;
  readonly trigger: Trigger;
  /** `null` when the scaler's metadata is not in the tables. */
  readonly scaler: Scaler | null;
}

/** Every trigger of every ScaledObject and ScaledJob. */
export const triggersIn = oncePerBundle((bundle): readonly OwnedTrigger[] =>
  ofKind(bundle, 'ScaledObject', 'ScaledJob').flatMap((owner) =>
    triggersOf(owner).map((trigger) => ({ owner, trigger, scaler: scalerOf(trigger.type) })),
  ),
);

export function triggersOfType(bundle: Bundle, ...types: readonly string[]): readonly OwnedTrigger[] {
  return triggersIn(bundle).filter(({ trigger }) => types.includes(trigger.type));
}
