import type { Finding } from '../../model/finding.ts';
import type { ComparedQuantity } from './compared-quantity.ts';
import { soakQuantities } from './soak-quantities.ts';
import { spikeQuantities } from './spike-quantities.ts';
import { stressQuantities } from './stress-quantities.ts';

/** What is compared of a finding; empty where it was not measured. */
export function quantitiesOf(finding: Finding): readonly ComparedQuantity[] {
  switch (finding.test) {
    case 'stress':
      return stressQuantities(finding);
    case 'spike':
      return spikeQuantities(finding);
    case 'soak':
      return soakQuantities(finding);
  }
}
