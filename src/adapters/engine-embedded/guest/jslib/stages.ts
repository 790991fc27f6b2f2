const UNIT_MS: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** Milliseconds of `1d5h31m20s7ms`, or of a number of them as text. @throws TypeError for anything else */
export function millisecondsOf(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text)
    throw new TypeError(`"${text}" is not a duration such as 1m30s`);
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? ''] ?? 0), 0);
}

/** From the middle of the curve to its ends, in standard deviations. */
const REACH = 2;

/** Stages of equal length whose targets follow a bell curve up to `maxVus`; the last goes down to 0. */
export function normalDistributionStages(
  maxVus: number,
  durationSeconds: number,
  numberOfStages = 10,
): { duration: string; target: number }[] {
  const duration = `${Math.ceil(durationSeconds / (numberOfStages + 2))}s`;
  const targets = Array.from({ length: numberOfStages + 1 }, (_, index) => {
    const deviation = numberOfStages === 0 ? 0 : (index / numberOfStages) * 2 * REACH - REACH;
    return Math.ceil(maxVus * Math.exp(-(deviation ** 2) / 2));
  });
  return [...targets, 0].map((target) => ({ duration, target }));
}
