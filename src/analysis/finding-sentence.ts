import type { Finding } from '../model/finding.ts';
import { soakSentence } from './soak/soak-sentence.ts';
import { spikeSentence } from './spike/spike-sentence.ts';
import { stressSentence } from './stress/stress-sentence.ts';

/** What was found, in one sentence. */
export function findingSentence(finding: Finding): string {
  switch (finding.test) {
    case 'stress':
      return stressSentence(finding);
    case 'spike':
      return spikeSentence(finding);
    case 'soak':
      return soakSentence(finding);
  }
}
