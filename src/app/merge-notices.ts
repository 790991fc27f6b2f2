import type { Notice, Run } from '../model/run.ts';

/**
 * Notices of a job and of its rounds. What several rounds say alike, apart from figures, is said once: the first
 * round's words, and in how many others it was so.
 */
export function mergeNotices(
  job: readonly Notice[],
  runs: readonly Pick<Run, 'notices'>[],
): readonly Notice[] {
  const rounds = runs.flatMap(({ notices }, round) => notices.map((notice) => ({ notice, round })));
  const told = rounds.filter(({ notice, round }) => firstRound(rounds, notice) === round);
  return [...distinct(job), ...distinct(told.map(({ notice }) => withOthers(notice, rounds)))];
}

interface OfRound {
  readonly notice: Notice;
  readonly round: number;
}

function firstRound(rounds: readonly OfRound[], { code }: Notice): number | undefined {
  return rounds.find(({ notice }) => notice.code === code)?.round;
}

function withOthers(notice: Notice, rounds: readonly OfRound[]): Notice {
  const saying = new Set(
    rounds.filter((other) => other.notice.code === notice.code).map(({ round }) => round),
  );
  if (saying.size < 2) return notice;
  const others = saying.size === 2 ? 'in another round' : `in ${saying.size - 1} other rounds`;
  return { code: notice.code, text: `${notice.text} (so it was ${others})` };
}

function distinct(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter(
    ({ code, text }, index) =>
      notices.findIndex((other) => other.code === code && other.text === text) === index,
  );
}
