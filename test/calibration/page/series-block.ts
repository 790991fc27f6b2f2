const BLOCK = /<!-- series -->\n([\s\S]*?)\n<!-- \/series -->/;

const NOT_YET =
  'Not measured yet: `npm run evidence -- --series FILE` with a CSV of the columns bench, date_ms, value.';

/** What an earlier run wrote between the marks: a run without the data leaves it as it is. */
export function keptSeries(page: string | null): string {
  return (page === null ? null : BLOCK.exec(page)?.[1]) ?? NOT_YET;
}

export function newSeries(tables: string): string {
  return [
    'The noise here is real: 27 HTTP benchmarks of [hyperium/hyper](https://github.com/hyperium/hyper) (MIT licence), one result for each push to its main branch on GitHub-hosted runners, 2020 to 2026. They measure nanoseconds, not a p95, but vary as any result of such a runner does. A change is injected at every third place. The thirty results before are the history, the pushes after it the further rounds on fresh runners. Nothing was tuned on them. Kayenta is not asked: there are no requests. Places overlap, so the standard errors are too small. The data is not in this repository: `npm run evidence -- --series FILE` writes this section, and `npm run calibrate` keeps it.',
    tables,
  ].join('\n\n');
}

/** The page with another text between the marks. */
export function withSeries(page: string, text: string): string {
  if (!BLOCK.test(page)) throw new Error('the page has no place for the series');
  return page.replace(BLOCK, () => `<!-- series -->\n${text}\n<!-- /series -->`);
}
