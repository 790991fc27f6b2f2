import type { Verdict } from '../model/verdict.ts';

/** The decisive reason as a sentence; an invalid run never gets a number that looks like a result. */
export function headlineOf({ kind, reasons: [decisive] }: Verdict): string {
  const sentence = asSentence(decisive.text);
  return kind === 'invalid' ? `No verdict: ${decapitalised(sentence)}` : sentence;
}

/** A phrase with a capital and a full stop. Names of metrics at its start keep their own case. */
function asSentence(text: string): string {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`;
  return /^(the|a|an|all|no) /.test(ended) ? ended.charAt(0).toUpperCase() + ended.slice(1) : ended;
}

function decapitalised(sentence: string): string {
  return /^(The|A|An|All|No) /.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
