import type { Finding } from '../model/finding.ts';
import { stressSentence } from './stress/stress-sentence.ts';

/** What was found, in one sentence. */
export function findingSentence(finding: Finding): string {
  return stressSentence(finding);
}
