import type { Judgement } from '../model/comparison.ts';
import { type Reason, VERDICT_KINDS, type Verdict, type VerdictKind } from '../model/verdict.ts';

/** Everything that has a say in the verdict. */
export interface Findings {
  readonly slos: readonly Reason[];
  readonly judgements: readonly Judgement[];
  /** Of a job without a valid round. */
  readonly invalid: ReadonlyMap<string, readonly Reason[]>;
  /** Told, and never decide. */
  readonly notes: readonly Reason[];
}

interface Voice {
  readonly kind: VerdictKind;
  readonly reasons: readonly Reason[];
}

/** The worst of all findings; its reasons come first. */
export function worstVerdict({ slos, judgements, invalid, notes }: Findings): Verdict {
  const voices: Voice[] = [
    ...(slos.length > 0 ? [{ kind: 'slo-breached' as const, reasons: slos }] : []),
    ...[...invalid.values()].map((reasons) => ({ kind: 'invalid' as const, reasons })),
    ...judgements.map(({ verdict, reasons }) => ({ kind: verdict, reasons })),
  ];
  const ranked = voices.toSorted((a, b) => rankOf(a.kind) - rankOf(b.kind));
  const [first, ...rest] = unique([...ranked.flatMap((voice) => voice.reasons), ...notes]);
  return { kind: ranked[0]?.kind ?? 'invalid', reasons: [first ?? NOTHING, ...rest] };
}

function rankOf(kind: VerdictKind): number {
  return VERDICT_KINDS.indexOf(kind);
}

const NOTHING: Reason = { code: 'nothing-gated', text: 'there is nothing to judge' };

function unique(reasons: readonly Reason[]): readonly Reason[] {
  const texts = new Set<string>();
  return reasons.filter(({ text }) => !texts.has(text) && texts.add(text));
}
