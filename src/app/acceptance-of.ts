import type { AcceptanceAnswer, Acceptances } from '../ports/acceptances.ts';

/** A person's word on a job. Only what can be accepted is asked about; without `acceptances` there is nobody to ask. */
export async function acceptanceOf(
  isAcceptable: boolean,
  acceptances: Acceptances | undefined,
): Promise<AcceptanceAnswer> {
  if (!isAcceptable || acceptances === undefined) return { acceptance: null, notices: [] };
  return acceptances.find();
}
