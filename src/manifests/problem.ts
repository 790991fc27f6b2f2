import type { Placed } from './yaml/located-node.ts';

/** What a rule found, before its severity and position are added. */
export interface Problem {
  readonly rule: string;
  readonly at: Placed;
  readonly message: string;
  /** Where the rule's own advice can be made exact. */
  readonly fix?: string;
}
