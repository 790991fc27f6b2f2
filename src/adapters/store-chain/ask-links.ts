import type { ChainLink, LinkAnswer } from './chain-link.ts';

/**
 * Asks all links at once. Once one has the baseline, those behind it get a little more time, and are then left: they
 * can only add to it. Those before it are always waited for.
 */
export async function askLinks(
  links: readonly ChainLink[],
  key: string,
  graceMs: number,
): Promise<readonly LinkAnswer[]> {
  const questions = links.map(({ store }) => store.events(key));
  const answers: LinkAnswer[] = [];
  let until: Promise<null> | null = null;
  let timer: NodeJS.Timeout | undefined;
  for (const [index, link] of links.entries()) {
    const question = questions[index] ?? null;
    const answer = await (until === null ? question : Promise.race([question, until]));
    answers.push({ link, answer });
    if (answer?.kind !== 'found' || until !== null) continue;
    until = new Promise((resolve) => {
      timer = setTimeout(resolve, graceMs, null);
    });
  }
  clearTimeout(timer);
  return answers;
}
