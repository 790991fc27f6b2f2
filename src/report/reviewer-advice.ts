import type { Report } from '../model/report.ts';
import type { VerdictKind } from '../model/verdict.ts';

/** The gate advises for a terminal; on a pull request a label does the same. */
const TO_ACCEPT = /^Intended: .*\baccept\b/;
const LABEL = /^[\w .:/-]{1,50}$/;
/** `--policy strict`, `--max-rounds`: an option of the command line, which is an input of the Action. */
const OPTION = /`--([a-z]+(?:-[a-z]+)*)(?: ([\w%.]+))?`/g;

/** A person's doubt is best settled by another machine. */
const DOUBTFUL: Readonly<Partial<Record<VerdictKind, string>>> = {
  regressed: 'Doubtful: re-run the job; it looks again on a fresh runner.',
};

/** What to do, in the words of a workflow: `label` is the one by which a slower level is accepted. */
export function adviceForReviewers(
  { advice, verdict, acceptance }: Pick<Report, 'advice' | 'verdict' | 'acceptance'>,
  label: string | null,
): readonly string[] {
  const asInputs = advice.map((item) => item.replace(OPTION, inputOf));
  if (label === null || acceptance !== null || !LABEL.test(label)) return asInputs;
  const accept = `Intended: add the label \`${label}\` and re-run the job (recorded with your name).`;
  const translated = asInputs.map((item) => (TO_ACCEPT.test(item) ? accept : item));
  const doubtful = DOUBTFUL[verdict.kind];
  if (doubtful === undefined) return translated;
  return [...translated.filter((item) => !/^In doubt/.test(item)), doubtful];
}

/** Options whose input has another name. */
const INPUTS: Readonly<Record<string, string>> = { key: 'baseline-key', store: 'baseline-store' };

function inputOf(_: string, option: string, value: string | undefined): string {
  const name = INPUTS[option] ?? option;
  return value === undefined ? `\`${name}\`` : `\`${name}: ${value}\``;
}
