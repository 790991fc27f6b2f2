import { eventId } from '../../history/event-record.ts';
import { inOrder } from '../../history/fold-history.ts';
import type { HistoryEvent } from '../../model/history.ts';
import type { Notice } from '../../model/run.ts';
import type { EventsLookup } from '../../ports/baseline-store.ts';
import type { LinkAnswer } from './chain-link.ts';

type Found = Extract<EventsLookup, { kind: 'found' }>;
type Unfound = Exclude<EventsLookup, { kind: 'found' }>;

/** What several stores know together, and which of them is the source. */
export function joinAnswers(answers: readonly LinkAnswer[]): EventsLookup {
  const index = answers.findIndex(({ answer }) => answer?.kind === 'found');
  const source = answers[index]?.answer;
  if (source?.kind !== 'found') return nowhere(answers);
  const later = answers.slice(index + 1).flatMap(({ answer }) => (answer?.kind === 'found' ? [answer] : []));
  const { events, notices: joined } = withLater(source, later);
  const notices = [
    ...answers.slice(0, index).flatMap((one) => passedNotices(one, source.source)),
    ...source.notices,
    ...joined,
  ];
  return { kind: 'found', events, source: source.source, notices };
}

/** The source's events, and those that only later links have: saving to the source may have failed. */
function withLater(
  source: Found,
  later: readonly Found[],
): { readonly events: readonly HistoryEvent[]; readonly notices: readonly Notice[] } {
  const ids = new Set(source.events.map(eventId));
  const more: HistoryEvent[] = [];
  const notices: Notice[] = [];
  for (const found of later) {
    const news = found.events.filter((event) => !ids.has(eventId(event)));
    if (news.length === 0) continue;
    more.push(...news);
    for (const event of news) ids.add(eventId(event));
    const text = `${news.length} event(s) of this baseline were only in ${found.source}; they count.`;
    notices.push({ code: 'baseline-completed', text });
  }
  return { events: more.length === 0 ? source.events : inOrder([...source.events, ...more]), notices };
}

function passedNotices({ link, answer }: LinkAnswer, used: string): readonly Notice[] {
  const { goneBecause, store } = link;
  switch (answer?.kind) {
    case 'unknown':
    case 'unreadable': {
      const text = `${whatWentWrong(answer)}. The baseline was read from ${used} instead. ${answer.hint}`;
      return [{ code: 'baseline-fallback', text }];
    }
    case 'absent': {
      const { notices = [] } = answer;
      if (goneBecause === null) return notices;
      const text = `${store.description} has no entry of this baseline: ${goneBecause}. It was read from ${used}, and is put back when a run is saved.`;
      return [{ code: 'baseline-evicted', text }, ...notices];
    }
    default:
      return [];
  }
}

/** Where nobody has it, one that could not say outweighs all that say no. */
function nowhere(answers: readonly LinkAnswer[]): EventsLookup {
  const all = answers.flatMap(({ answer }): readonly Unfound[] =>
    answer === null || answer.kind === 'found' ? [] : [answer],
  );
  const failed = all.find(({ kind }) => kind === 'unknown') ?? all.find(({ kind }) => kind === 'unreadable');
  if (failed !== undefined) return failed;
  const absent = all.filter((answer) => answer.kind === 'absent');
  const source = absent.map((answer) => answer.source).join(', then ');
  return { kind: 'absent', source, notices: absent.flatMap(({ notices = [] }) => notices) };
}

function whatWentWrong(answer: Extract<EventsLookup, { kind: 'unknown' | 'unreadable' }>): string {
  return answer.kind === 'unknown' ? answer.cause : `${answer.where}: ${answer.cause}`;
}
