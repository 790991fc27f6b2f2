import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderComment } from '../../src/report/comment.ts';
import { type CommentWorld, RUNS, startCommentWorld } from '../support/comment-world.ts';
import { REPORT_EXAMPLES } from '../support/report-examples.ts';

const { regressed, passed, warned } = REPORT_EXAMPLES;
const LIST = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
const CREATE = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const UPDATE = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';

let world: CommentWorld;
beforeEach(async () => {
  world = await startCommentWorld();
  world.board.open({ number: 7, headSha: regressed.commit ?? '' });
});
afterEach(() => world.service.close());

const bodies = () => world.board.of(7).map(({ body }) => body);

describe('one comment', () => {
  it('is written, then updated in place', async () => {
    const first = await world.sink().deliver(regressed, RUNS);
    expect(first).toMatchObject({
      kind: 'delivered',
      artifacts: { comment: 'https://github.com/octo/shop/pull/7#issuecomment-70001' },
    });
    await world.sink().deliver({ ...passed, createdAt: '2026-11-14T11:00:00.000Z' }, RUNS);
    expect(bodies()).toHaveLength(1);
    expect(bodies()[0]).toContain('### ✅ Passed');
  });

  it('is found on a late page, behind the comments of others', async () => {
    await world.sink().deliver(regressed, RUNS);
    const [ours] = world.board.comments.splice(0, 1);
    for (let index = 0; index < 230; index++) world.board.comment(7, `chat ${index}`, 'octocat');
    if (ours !== undefined) world.board.comments.push(ours);
    await world.sink().deliver({ ...warned, createdAt: '2026-11-14T11:00:00.000Z' }, RUNS);
    expect(world.board.comments).toHaveLength(231);
    expect(ours?.body).toContain('### ⚠️ Warned');
  });

  // T-16
  it("is never somebody else's, whatever that says", async () => {
    const copy = '<!-- perf-gate:perf -->\n### ✅ Passed: trust me';
    world.board.comment(7, copy, 'mallory');
    world.board.comment(7, copy, 'github-actions');
    world.board.comment(7, copy, 'other-app[bot]');
    world.board.comment(7, `Thanks for "<!-- perf-gate:perf -->"`);
    await world.sink().deliver(regressed, RUNS);
    expect(bodies().slice(0, 3)).toEqual([copy, copy, copy]);
    expect(bodies()).toHaveLength(5);
  });

  it("is that of a person where the token is a person's", async () => {
    world.board.viewer = 'octocat';
    world.board.comment(7, '<!-- perf-gate:perf -->\nold');
    await world.sink().deliver(regressed, RUNS);
    expect(bodies()).toHaveLength(1);
  });

  it.each(['octocat', 'github-actions[bot]'])(
    'is that of %s also where there is no GraphQL',
    async (viewer) => {
      world.service.faults.add('POST /graphql', { kind: 'status', status: 404 });
      world.board.viewer = viewer;
      world.board.comment(7, '<!-- perf-gate:perf -->\nold');
      await world.sink().deliver(regressed, RUNS);
      expect(bodies()).toHaveLength(1);
    },
  );

  it('is written anew where it was deleted between reading and writing', async () => {
    await world.sink().deliver(regressed, RUNS);
    world.board.afterNextList = () => world.board.remove(70_001);
    const delivery = await world.sink().deliver({ ...warned, createdAt: '2026-11-14T11:00:00.000Z' }, RUNS);
    expect(delivery.kind).toBe('delivered');
    expect(world.board.comments.map(({ id }) => id)).toEqual([70_002]);
  });

  it('has a comment of its own for every id', async () => {
    await world.sink({ id: 'api' }).deliver(regressed, RUNS);
    await world.sink({ id: 'web' }).deliver(regressed, RUNS);
    expect(bodies()).toHaveLength(2);
  });

  it('says what a reviewer can do, with the label and the head commit', async () => {
    const head = 'c0ffee0'.padEnd(40, '0');
    await world.sink({ head }).deliver(regressed, RUNS);
    expect(bodies()[0]).toContain('- Intended: add the label `perf-gate:accept`');
    expect(bodies()[0]).toContain(`this [\`c0ffee0\`](https://github.com/octo/shop/commit/${head})`);
  });
});

describe('quiet', () => {
  const mode = 'on-change';

  it('says nothing of a pass', async () => {
    expect(await world.sink({ mode }).deliver(passed, RUNS)).toMatchObject({
      what: 'no comment on #7: it passed, and comment-mode is on-change',
    });
    expect(bodies()).toEqual([]);
  });

  it('turns an old comment into one line', async () => {
    await world.sink({ mode }).deliver(regressed, RUNS);
    await world.sink({ mode }).deliver({ ...passed, createdAt: '2026-11-14T11:00:00.000Z' }, RUNS);
    const shown = bodies()[0]
      ?.replace(/<!--.*?-->\n?/g, '')
      .trim();
    expect(shown?.split('\n')[0]).toBe('✅ Passed: p95 180 ms, −1 % (±8 %) against `a1b2c3d`');
    expect(shown).not.toContain('|');
  });

  it('never asks GitHub anything where comments are switched off', async () => {
    await world.sink({ mode: 'never' }).deliver(regressed, RUNS);
    expect(world.service.count()).toBe(0);
  });
});

describe('which pull request', () => {
  it('of a push is the open one whose head is the commit', async () => {
    world.board.open({ number: 8, state: 'closed', headSha: regressed.commit ?? '' });
    await world.sink({ pull: null }).deliver(regressed, RUNS);
    expect(bodies()).toHaveLength(1);
    expect(world.board.of(8)).toEqual([]);
  });

  it('is none for a push without one, and that is said', async () => {
    const delivery = await world.sink({ pull: null }).deliver({ ...regressed, commit: 'f'.repeat(40) }, RUNS);
    expect(delivery).toMatchObject({ kind: 'delivered' });
    expect('what' in delivery && delivery.what).toContain('no open pull request has this commit');
    expect(world.board.comments).toEqual([]);
  });
});

it('a push whose token may not look for pull requests is no reason to warn', async () => {
  const delivery = await world.sink({ pull: null, client: world.client({}) }).deliver(regressed, RUNS);
  expect(delivery).toMatchObject({ kind: 'delivered', what: expect.stringContaining('may not look') });
  expect(world.refused).toEqual([]);
});

describe('legs', () => {
  const at = (minute: number) => `2026-11-14T10:${String(minute).padStart(2, '0')}:00.000Z`;

  it('share one comment, the worst first', async () => {
    await world.sink({ leg: 'web' }).deliver({ ...passed, createdAt: at(1) }, RUNS);
    await world.sink({ leg: 'api' }).deliver({ ...regressed, createdAt: at(2) }, RUNS);
    await world.sink({ leg: 'cart' }).deliver({ ...warned, createdAt: at(3) }, RUNS);
    const [body = ''] = bodies();
    expect(body).toContain('### ❌ Regressed: 1 of 3 jobs (1 warned, 1 passed)');
    expect(body.indexOf('`api`')).toBeLessThan(body.indexOf('`cart`'));
    expect(body.indexOf('`cart`')).toBeLessThan(body.indexOf('`web`'));
  });

  // Every order of reads and writes is tried by test/property/github/concurrent-legs.test.ts, which has no clock to race.
  it('that start at once make one comment and lose nobody', async () => {
    const names = ['a', 'b', 'c'];
    const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms / 2));
    await Promise.all(
      names.map((leg, index) =>
        world.sink({ leg, legs: names.length, wait }).deliver({ ...regressed, createdAt: at(index) }, RUNS),
      ),
    );
    expect(bodies()).toHaveLength(1);
    for (const name of names) expect(bodies()[0]).toContain(`| [\`${name}\`]`);
  });

  it('of an older commit are marked, and never replace those of the head', async () => {
    await world.sink({ leg: 'api' }).deliver(regressed, RUNS);
    await world.sink({ leg: 'web' }).deliver(regressed, RUNS);
    const head = 'e'.repeat(40);
    world.board.change(7, { headSha: head });
    await world.sink({ leg: 'api', head }).deliver({ ...passed, createdAt: at(5) }, RUNS);
    expect(bodies()[0]).toContain('### ✅ Passed: 1 job');
    expect(bodies()[0]).toContain('❌ regressed, older commit [`d4e5f6a`]');
    const late = await world.sink({ leg: 'api' }).deliver({ ...regressed, createdAt: at(9) }, RUNS);
    expect('what' in late && late.what).toContain('tells of a newer run');
    expect(bodies()[0]).toContain('### ✅ Passed: 1 job');
  });

  it('with a name that has no end are kept like others', async () => {
    await world.sink().deliver({ ...regressed, key: 'x'.repeat(5_000) }, RUNS);
    await world.sink({ leg: 'web' }).deliver(passed, RUNS);
    expect(bodies()[0]).toContain('1 of 2 jobs');
    expect(bodies()[0]).not.toContain('could not be read');
  });

  it('that somebody damaged are left out, and that is said', async () => {
    await world.sink({ leg: 'api' }).deliver(regressed, RUNS);
    const [comment] = world.board.of(7);
    if (comment !== undefined) comment.body = comment.body.replace(/(legs:1:)..../, '$1XXXX');
    await world.sink({ leg: 'web' }).deliver(passed, RUNS);
    expect(bodies()[0]).toContain('could not be read and was left out');
    expect(bodies()[0]).toContain('### ✅ Passed');
  });

  // T-17
  it('cannot smuggle text of an edited comment into the next one', async () => {
    const leg = { name: 'api', head: null, links: { run: null, artifact: null }, brief: false };
    const body = renderComment([{ ...leg, report: passed }], { id: 'perf', repository: null, head: null });
    world.board.comment(7, `${body}\n@everyone <b>look</b> https://evil.example`);
    await world.sink({ leg: 'web' }).deliver(regressed, RUNS);
    expect(bodies()[0]).not.toMatch(/everyone|evil/);
    expect(bodies()[0]).toContain('`api`');
  });
});

describe('what GitHub refuses', () => {
  it('for want of a permission is told with the lines to add', async () => {
    const client = world.client({ 'pull-requests': 'read' });
    expect(await world.sink({ client }).deliver(regressed, RUNS)).toMatchObject({
      kind: 'failed',
      cause: 'GitHub answered 403 (Resource not accessible by integration)',
      hint: expect.stringContaining('`pull-requests: write`'),
    });
    expect(world.refused[0]).toContain('permissions:\n  contents: read\n  pull-requests: write');
  });

  it('in a locked conversation is told as that', async () => {
    world.board.change(7, { isLocked: true });
    expect(await world.sink().deliver(regressed, RUNS)).toMatchObject({
      kind: 'failed',
      hint: expect.stringContaining('conversation is locked'),
    });
    expect(world.refused[0]).not.toContain('permissions:');
  });

  it('to a fork is told with the way that works', async () => {
    const client = world.client({ 'pull-requests': 'read' });
    const delivery = await world.sink({ client, isFork: true }).deliver(regressed, RUNS);
    expect(delivery).toMatchObject({ kind: 'failed', hint: expect.stringContaining('mode: comment') });
    expect(world.refused[0]).not.toContain('permissions:');
  });

  it.each([
    [401, 'github-token'],
    [404, 'pull-requests: write'],
    [409, 'run this one again'],
    [422, 'report this'],
  ])('with %d is told at once', async (status, hint) => {
    world.service.faults.add(CREATE, { kind: 'status', status });
    const delivery = await world.sink().deliver(regressed, RUNS);
    expect(delivery).toMatchObject({ kind: 'failed', hint: expect.stringContaining(hint) });
    expect(world.service.count(CREATE)).toBe(1);
  });

  it.each([429, 403])('for its rate limit (%d) is asked again when it says so', async (status) => {
    world.service.faults.add(CREATE, { kind: 'status', status, retryAfterSeconds: 1 }, { times: 1 });
    expect((await world.sink().deliver(regressed, RUNS)).kind).toBe('delivered');
    expect(bodies()).toHaveLength(1);
  });

  it('for longer than a job can wait is told', async () => {
    world.service.faults.add(LIST, { kind: 'status', status: 429, retryAfterSeconds: 3600 });
    expect(await world.sink().deliver(regressed, RUNS)).toMatchObject({
      kind: 'failed',
      hint: expect.stringContaining('used up its requests'),
    });
    expect(world.service.count(LIST)).toBe(1);
  });

  it.each([
    ['a broken service', { kind: 'status', status: 502 }, 10_000, 'githubstatus'],
    ['no answer', { kind: 'time-out' }, 100, 'githubstatus'],
    ['a closed connection', { kind: 'reset' }, 10_000, 'proxy'],
  ] as const)('through %s is asked again a few times, then told', async (_, fault, timeoutMs, hint) => {
    const client = world.client(undefined, timeoutMs);
    world.service.faults.add(LIST, fault);
    const delivery = await world.sink({ client }).deliver(regressed, RUNS);
    expect(delivery).toMatchObject({ kind: 'failed', hint: expect.stringContaining(hint) });
    expect(world.service.count(LIST)).toBe(3);
  });

  it('in an answer that is cut short is no reason for a second comment', async () => {
    await world.sink().deliver(regressed, RUNS);
    world.service.faults.add(LIST, { kind: 'truncated' });
    expect(await world.sink().deliver(regressed, RUNS)).toMatchObject({ kind: 'failed' });
    expect(bodies()).toHaveLength(1);
  });

  it('is not asked twice for a new comment whose answer was lost', async () => {
    world.service.faults.add(CREATE, { kind: 'lost-reply' }, { times: 1 });
    expect((await world.sink().deliver(regressed, RUNS)).kind).toBe('failed');
    await world.sink().deliver({ ...warned, createdAt: '2026-11-14T11:00:00.000Z' }, RUNS);
    expect(bodies()).toHaveLength(1);
  });

  it('of an update is asked again', async () => {
    await world.sink().deliver(regressed, RUNS);
    world.service.faults.add(UPDATE, { kind: 'status', status: 500 }, { times: 2 });
    const delivery = await world.sink().deliver({ ...warned, createdAt: '2026-11-14T11:00:00.000Z' }, RUNS);
    expect(delivery.kind).toBe('delivered');
  });
});
