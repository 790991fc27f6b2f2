import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { IssueComment, IssueComments } from '../../../src/adapters/github/issue-comments.ts';
import { type MergeResult, mergeLeg } from '../../../src/adapters/github/merge-leg.ts';
import { readComment } from '../../../src/report/comment.ts';
import { REPORT_EXAMPLES } from '../../support/report-examples.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const PLACE = { id: 'perf', repository: null, head: null };
const BOT = { login: 'github-actions', isBot: true };
const MAX_LATENCY_MS = 350;

/** Comments that take time to be read and written, each request at a moment of its own within it. */
class SlowComments implements IssueComments {
  stored: { readonly id: number; body: string }[] = [];
  #nextId = 1;
  readonly #pause: () => Promise<void>;

  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  startingWith(start: string): Promise<readonly IssueComment[]> {
    return this.#request(() => this.stored.filter(({ body }) => body.startsWith(start)).map(commentOf));
  }

  create(body: string): Promise<IssueComment> {
    return this.#request(() => {
      const comment = { id: this.#nextId++, body };
      this.stored.push(comment);
      return commentOf(comment);
    });
  }

  update(id: number, body: string): Promise<IssueComment | null> {
    return this.#request(() => {
      const comment = this.stored.find((one) => one.id === id);
      if (comment === undefined) return null;
      comment.body = body;
      return commentOf(comment);
    });
  }

  remove(id: number): Promise<void> {
    return this.#request(() => {
      this.stored = this.stored.filter((one) => one.id !== id);
    });
  }

  async #request<T>(work: () => T): Promise<T> {
    await this.#pause();
    const answer = work();
    await this.#pause();
    return answer;
  }
}

function commentOf({ id, body }: { readonly id: number; readonly body: string }): IssueComment {
  return {
    id,
    url: `https://github.com/octo/shop/pull/7#issuecomment-${id}`,
    author: { login: 'github-actions[bot]', isBot: true },
    body,
  };
}

async function race(
  starts: readonly number[],
  seed: number,
): Promise<{ results: MergeResult[]; comments: SlowComments }> {
  const clock = new VirtualClock();
  const random = seededRandom(seed);
  const wait = (ms: number) => new Promise<void>((done) => void clock.at(clock.monotonic() + ms, done));
  const comments = new SlowComments(() => wait(20 + random() * MAX_LATENCY_MS));
  const owner = async () => BOT;
  const legs = starts.map(async (start, index) => {
    await wait(start);
    const leg = {
      name: `leg-${index}`,
      head: null,
      links: { run: null, artifact: null },
      brief: false,
      report: REPORT_EXAMPLES.warned,
    };
    return mergeLeg(leg, { comments, place: PLACE, owner, writers: 'several', wait, random });
  });
  return { results: await clock.run(Promise.all(legs)), comments };
}

it('jobs that write at the same time end up in one comment, all of them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 2, maxLength: 8 }),
      fc.nat(),
      async (starts, seed) => {
        const { results, comments } = await race(starts, seed);
        expect(results.map(({ kind }) => kind)).toEqual(starts.map(() => 'written'));
        expect(comments.stored).toHaveLength(1);
        const names = readComment(comments.stored[0]?.body ?? '', 'perf')?.legs.map(({ name }) => name);
        expect(names?.toSorted()).toEqual(starts.map((_, index) => `leg-${index}`).toSorted());
      },
    ),
    { seed: 21, numRuns: 8 },
  );
});
