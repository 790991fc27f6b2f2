import type { Finding } from '../../model/finding.ts';
import type { ComparedQuantity } from './compared-quantity.ts';
import { soakQuantities } from './soak-quantities.ts';
import { spikeQuantities } from './spike-quantities.ts';
import { stressQuantities } from './stress-quantities.ts';

/** Limits that users set and findings do not know. */
export interface ComparedLimits {
  /** Ratio: 0.5 lets the figures of a spike grow by half. */
  readonly spikeLimit: number;
}

const USUAL: ComparedLimits = { spikeLimit: 0.5 };

/** What is compared of a finding; empty where it was not measured. Levels alone need no limits. */
export function quantitiesOf(
  finding: Finding,
  { spikeLimit }: ComparedLimits = USUAL,
): readonly ComparedQuantity[] {
  switch (finding.test) {
    case 'stress':
      return stressQuantities(finding);
    case 'spike':
      return spikeQuantities(finding, spikeLimit);
    case 'soak':
      return soakQuantities(finding);
  }
}
